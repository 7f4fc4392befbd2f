package dev.parley.emulator.tone;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An ear for tone speech: takes audio in pieces of any size and says what it heard as soon as that is certain.
 *
 * <p>A pause of up to a second between words belongs to the utterance. A cut inside a word is noticed within 100 ms, one
 * between words when a second has passed, when other sound follows, or when another utterance begins. One stream, one
 * thread at a time.
 */
public final class ToneDecoder implements WordEar {
    /** The longest pause that a speaker makes inside an utterance, and the width of the detector. */
    private static final int LONGEST_PAUSE_HOPS = hops(1_000 + 30);
    /** Sound or silence that is no tone for so long is no lost frame but the end: three lost frames of 20 ms and an edge. */
    private static final int LONGEST_DAMAGE_HOPS = hops(80);
    /** Sound between words that is no tone, this share of the carrier's power: somebody else has the line. */
    private static final double LOUD = 0.25;

    private enum State {
        IDLE,
        IN_WORD,
        /** The rest of a word that lost a symbol. */
        DAMAGED,
        BETWEEN_WORDS
    }

    private final ToneSpectrum spectrum;
    private final SyncSearch sync = new SyncSearch();
    private final VoiceActivity voice;
    private final int[] symbols = new int[2 * WordFrame.LONGEST_BYTES + 3];

    private State state = State.IDLE;
    private int count;
    private long wordStartHop;
    private long nextSymbolHop;
    private long lastCarrierHop;
    private long lastQuietHop;
    private double carrierLevel;
    private long position;

    /** An ear for a stream of at least 8000 Hz, 16-bit mono. */
    public ToneDecoder(int sampleRateHz) {
        spectrum = new ToneSpectrum(sampleRateHz);
        voice = new VoiceActivity(sampleRateHz);
    }

    /** Hears the next samples of the stream; what became certain with them, in order. The array is not kept. */
    @Override
    public List<ToneEvent> hear(short[] pcm, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, pcm.length);
        voice.hear(pcm, offset, length);
        List<ToneEvent> events = List.of();
        for (int i = offset; i < offset + length; i++) {
            if (spectrum.take(pcm[i])) {
                if (events.isEmpty()) {
                    events = new ArrayList<>();
                }
                hop(events);
            }
        }
        position += length;
        return events;
    }

    /** Whether there is sound, tone speech or not. */
    public boolean voiceActive() {
        return voice.active();
    }

    /** Samples heard so far. */
    public long position() {
        return position;
    }

    private void hop(List<ToneEvent> events) {
        int tone = spectrum.tone();
        long now = spectrum.hops();
        if (tone >= 0) {
            lastCarrierHop = now;
            carrierLevel = spectrum.level();
        }
        if (sync.found(spectrum, tone)) {
            wordBegan(sync.endHop(), sync.takeMark(), events);
        }
        switch (state) {
            case IDLE -> {}
            case IN_WORD -> {
                if (now == nextSymbolHop) {
                    symbol(tone, events);
                }
            }
            case DAMAGED -> damaged(tone, now, events);
            case BETWEEN_WORDS -> betweenWords(tone, now, events);
        }
    }

    private void wordBegan(long syncEndHop, int mark, List<ToneEvent> events) {
        wordStartHop = syncEndHop - 2L * ToneSpectrum.HOPS_PER_SYMBOL;
        if (mark == ToneCode.FIRST && state != State.IDLE) {
            broke(Math.min(lastCarrierHop, wordStartHop), events);
        }
        if (state == State.IDLE) {
            events.add(new ToneEvent.Began(spectrum.sampleAt(wordStartHop)));
        }
        count = 0;
        nextSymbolHop = syncEndHop + ToneSpectrum.HOPS_PER_SYMBOL - 1;
        state = State.IN_WORD;
    }

    private void symbol(int tone, List<ToneEvent> events) {
        if (tone >= 0 && tone < ToneCode.DATA_TONES && count < symbols.length) {
            symbols[count++] = tone;
            nextSymbolHop += ToneSpectrum.HOPS_PER_SYMBOL;
            return;
        }
        // the check vouches for a word whose end mark alone was lost
        Optional<String> word = WordFrame.word(symbols, count);
        word.ifPresent(text -> events.add(new ToneEvent.Heard(
                new ToneWord(text, spectrum.sampleAt(wordStartHop), spectrum.sampleAt(nextSymbolHop + 1)))));
        if (tone == ToneCode.END) {
            ended(events);
        } else {
            state = word.isPresent() || tone == ToneCode.STOP ? State.BETWEEN_WORDS : State.DAMAGED;
            lastQuietHop = spectrum.hops();
        }
    }

    private void damaged(int tone, long now, List<ToneEvent> events) {
        if (tone == ToneCode.END) {
            ended(events);
        } else if (tone == ToneCode.STOP) {
            state = State.BETWEEN_WORDS;
            lastQuietHop = now;
        } else if (now - lastCarrierHop > LONGEST_DAMAGE_HOPS) {
            broke(lastCarrierHop, events);
        }
    }

    private void betweenWords(int tone, long now, List<ToneEvent> events) {
        boolean otherSound = tone == ToneSpectrum.NO_TONE && spectrum.level() > LOUD * carrierLevel;
        if (!otherSound) {
            lastQuietHop = now;
        }
        if (tone == ToneCode.END) {
            ended(events);
        } else if (now - lastQuietHop > LONGEST_DAMAGE_HOPS || now - lastCarrierHop > LONGEST_PAUSE_HOPS) {
            broke(lastCarrierHop, events);
        }
    }

    private void ended(List<ToneEvent> events) {
        events.add(new ToneEvent.Ended(spectrum.sampleAt(spectrum.hops())));
        state = State.IDLE;
    }

    private void broke(long hop, List<ToneEvent> events) {
        events.add(new ToneEvent.Broke(spectrum.sampleAt(hop)));
        state = State.IDLE;
    }

    private static int hops(int ms) {
        return ms * ToneSpectrum.HOPS_PER_SECOND / 1000;
    }
}
