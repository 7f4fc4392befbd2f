package dev.parley.emulator.speech.synthesis;

import dev.parley.emulator.tone.ToneSpeaker;
import dev.parley.emulator.tone.ToneUtterance;

/** Speaks tone speech, each word as soon as it is whole. */
public final class ToneVoice implements Speaker {
    private static final int LONGEST_WORD = 120;

    private final ToneSpeaker speaker;
    private String unfinished = "";

    public ToneVoice(int rateHz) {
        speaker = new ToneSpeaker(rateHz);
    }

    @Override
    public Spoken text(String piece) {
        String text = unfinished + piece;
        int end = text.length();
        while (end > 0 && !isSpace(text.charAt(end - 1))) {
            end--;
        }
        unfinished = text.substring(end);
        say(text.substring(0, end));
        return taken();
    }

    @Override
    public Spoken end() {
        say(unfinished);
        unfinished = "";
        speaker.end();
        return taken();
    }

    private void say(String text) {
        for (String word : ToneSpeaker.words(text)) {
            for (int at = 0; at < word.length(); ) {
                int to = Math.min(word.length(), at + LONGEST_WORD);
                if (to < word.length() && Character.isHighSurrogate(word.charAt(to - 1))) {
                    to--;
                }
                speaker.word(word.substring(at, to));
                at = to;
            }
        }
    }

    private Spoken taken() {
        ToneUtterance taken = speaker.take();
        return new Spoken(taken.pcm(), taken.words());
    }

    private static boolean isSpace(char each) {
        return Character.isWhitespace(each) || Character.isSpaceChar(each);
    }
}
