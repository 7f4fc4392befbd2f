package dev.parley.emulator.speech.synthesis;

import dev.parley.emulator.bench.CannedSpeech;

/** Speaks canned speech, in bench mode: all pieces of a text at once, when it is whole. */
public final class CannedSpeaker implements Speaker {
    private final CannedSpeech speech;
    private final int rateHz;
    private final StringBuilder text = new StringBuilder();

    public CannedSpeaker(CannedSpeech speech, int rateHz) {
        this.speech = speech;
        this.rateHz = rateHz;
    }

    @Override
    public Spoken text(String piece) {
        text.append(piece);
        return Spoken.NOTHING;
    }

    @Override
    public Spoken end() {
        var utterance = speech.speak(text.toString(), rateHz);
        return new Spoken(utterance.pcm(), utterance.words());
    }
}
