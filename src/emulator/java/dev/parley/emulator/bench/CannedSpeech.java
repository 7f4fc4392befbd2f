package dev.parley.emulator.bench;

import dev.parley.emulator.tone.ToneSpeaker;
import dev.parley.emulator.tone.ToneUtterance;
import dev.parley.emulator.tone.ToneWord;
import dev.parley.emulator.tone.WordEar;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Speech that costs next to nothing to make and to hear. Remembers the last 65536 utterances. Thread-safe. */
public final class CannedSpeech {
    private static final int REMEMBERED = 1 << 16;
    /** 5 ms behind the mark at a word's end: who changes the sample rate delays it, and may keep the last of it. */
    private static final int TAIL_PER_SECOND = 200;

    private final CannedVoice voice = new CannedVoice();
    private final AtomicReferenceArray<Said> said = new AtomicReferenceArray<>(REMEMBERED);
    private final AtomicInteger next = new AtomicInteger();
    private final Stopwatches stopwatches = new Stopwatches();

    /** @param wordLeftNanos when each word's end left the speaker; 0 until then */
    record Said(List<String> words, String text, long[] wordLeftNanos) {}

    /** Audio of a text, 300 ms a word. */
    public ToneUtterance speak(String text, int rateHz) {
        List<String> words = ToneSpeaker.words(text);
        if (words.isEmpty()) {
            return new ToneUtterance(new short[0], rateHz, List.of());
        }
        int id = next.getAndIncrement() & REMEMBERED - 1;
        said.set(id, new Said(words, text, new long[words.size() + 1]));
        short[] pcm = voice.words(words.size(), rateHz);
        int perWord = CannedVoice.samplesOfWord(rateHz);
        var placed = new ArrayList<ToneWord>(words.size());
        new Mark(id, 0, words.size()).stamp(pcm, 0, rateHz);
        int beforeEnd = Mark.samples(rateHz) + tail(rateHz);
        for (int word = 1; word <= words.size(); word++) {
            new Mark(id, word, words.size()).stamp(pcm, word * perWord - beforeEnd, rateHz);
            placed.add(new ToneWord(words.get(word - 1), (long) (word - 1) * perWord, (long) word * perWord));
        }
        return new ToneUtterance(pcm, rateHz, placed);
    }

    /** Samples between a word's mark and its end. */
    static int tail(int rateHz) {
        return rateHz / TAIL_PER_SECOND;
    }

    /** An ear that understands canned speech and nothing else. */
    public WordEar ear(int rateHz) {
        return new CannedEar(this, rateHz, false);
    }

    /** The ear of a recogniser: what it hears is timed from when it left the caller. */
    public WordEar recognisersEar(int rateHz) {
        return new CannedEar(this, rateHz, true);
    }

    /** Watches what one caller sends and receives. One thread at a time. */
    public Witness witness(int rateHz) {
        return new Witness(this, rateHz);
    }

    public Stopwatches stopwatches() {
        return stopwatches;
    }

    /** The utterance of a mark; null if the audio was garbled. */
    Said said(Mark mark) {
        Said known = said.get(mark.utterance());
        return known != null && known.words().size() == mark.words() && mark.word() <= mark.words() ? known : null;
    }
}
