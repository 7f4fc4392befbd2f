package dev.parley.emulator.tone;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An ear for tone speech: takes audio in pieces of any size and says what it heard as soon as that is certain.
 *
 * <p>Silence of up to a second belongs to the utterance: a pause between words, or audio that came late in the middle of one.
 * A cut is noticed when it has passed, within 100 ms where other sound follows, or when another utterance begins. One stream,
 * one thread at a time.
 */
public final class ToneDecoder implements WordEar {
    /** The longest pause that a speaker makes inside an utterance, and the width of the detector. */
    private static final int LONGEST_PAUSE_HOPS = hops(1_000 + 30);
    /** Sound or silence that is no tone for so long is no lost frame but the end: three lost frames of 20 ms and an edge. */
    private static final int LONGEST_DAMAGE_HOPS = hops(80);
    /** Sound between words that is no tone, this share of the carrier's power: somebody else has the line. */
    private static final double LOUD = 0.25;
    /** Behind the end of a word, or a pause, so much sound is surely another word's; and longer, no word's beginning. */
    private static final int SHORTEST_OPENING_HOPS = hops(8);

    private static final int LONGEST_OPENING_HOPS = 3 * ToneSpectrum.HOPS_PER_SYMBOL;

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
    private final Holes holes;
    private final int[] symbols = new int[2 * WordFrame.LONGEST_BYTES + 3];

    private State state = State.IDLE;
    private int count;
    private long wordStartHop;
    private long wordStartSample;
    private long nextSymbolHop;
    private long openingHop;
    private long lastCarrierHop;
    private long lastQuietHop;
    private double carrierLevel;
    private long position;
    private List<ToneEvent> events = List.of();
    private long bridged;
    private long bridgedBefore;
    private long bridgeHop;

    /** An ear for a stream of at least 8000 Hz, 16-bit mono. */
    public ToneDecoder(int sampleRateHz) {
        spectrum = new ToneSpectrum(sampleRateHz);
        voice = new VoiceActivity(sampleRateHz);
        holes = new Holes(sampleRateHz, new Whole());
    }

    /** Hears the next samples of the stream; what became certain with them, in order. The array is not kept. */
    @Override
    public List<ToneEvent> hear(short[] pcm, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, pcm.length);
        voice.hear(pcm, offset, length);
        events = List.of();
        for (int i = offset; i < offset + length; i++) {
            holes.take(pcm[i]);
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

    /** Where in the stream as it came a hop was complete. */
    private long sampleAt(long hop) {
        return spectrum.sampleAt(hop) + (hop > bridgeHop ? bridged : bridgedBefore);
    }

    private void tell(ToneEvent event) {
        if (events.isEmpty()) {
            events = new ArrayList<>();
        }
        events.add(event);
    }

    private void hop() {
        int tone = spectrum.tone();
        long now = spectrum.hops();
        if (tone >= 0) {
            lastCarrierHop = now;
            carrierLevel = spectrum.level();
            holes.carrier(carrierLevel);
        }
        if (sync.found(spectrum, tone)) {
            wordBegan(sync.endHop(), sync.takeMark());
        }
        switch (state) {
            case IDLE -> {}
            case IN_WORD -> {
                if (now == nextSymbolHop) {
                    symbol(tone);
                }
            }
            case DAMAGED -> damaged(tone, now);
            case BETWEEN_WORDS -> betweenWords(tone, now);
        }
    }

    private void wordBegan(long syncEndHop, int mark) {
        wordStartHop = syncEndHop - 2L * ToneSpectrum.HOPS_PER_SYMBOL;
        wordStartSample = sampleAt(wordStartHop);
        if (mark == ToneCode.FIRST && state != State.IDLE) {
            broke(Math.min(lastCarrierHop, wordStartHop));
        }
        if (state == State.IDLE) {
            tell(new ToneEvent.Began(wordStartSample));
        }
        count = 0;
        nextSymbolHop = syncEndHop + ToneSpectrum.HOPS_PER_SYMBOL - 1;
        state = State.IN_WORD;
    }

    private void symbol(int tone) {
        if (tone >= 0 && tone < ToneCode.DATA_TONES && count < symbols.length) {
            symbols[count++] = tone;
            nextSymbolHop += ToneSpectrum.HOPS_PER_SYMBOL;
            return;
        }
        // the check vouches for a word whose end mark alone was lost
        Optional<String> word = WordFrame.word(symbols, count);
        word.ifPresent(
                text -> tell(new ToneEvent.Heard(new ToneWord(text, wordStartSample, sampleAt(nextSymbolHop + 1)))));
        if (tone == ToneCode.END) {
            ended();
        } else {
            state = word.isPresent() || tone == ToneCode.STOP ? State.BETWEEN_WORDS : State.DAMAGED;
            lastQuietHop = spectrum.hops();
            openingHop = nextSymbolHop + 1;
        }
    }

    private void damaged(int tone, long now) {
        if (tone == ToneCode.END) {
            ended();
        } else if (tone == ToneCode.STOP) {
            state = State.BETWEEN_WORDS;
            lastQuietHop = now;
            openingHop = now;
        } else if (now - lastCarrierHop > LONGEST_DAMAGE_HOPS) {
            broke(lastCarrierHop);
        }
    }

    private void betweenWords(int tone, long now) {
        boolean otherSound = tone == ToneSpectrum.NO_TONE && spectrum.level() > LOUD * carrierLevel;
        if (!otherSound) {
            lastQuietHop = now;
        }
        if (tone == ToneCode.END) {
            ended();
        } else if (now - lastQuietHop > LONGEST_DAMAGE_HOPS || now - lastCarrierHop > LONGEST_PAUSE_HOPS) {
            broke(lastCarrierHop);
        }
    }

    private void ended() {
        tell(new ToneEvent.Ended(sampleAt(spectrum.hops())));
        state = State.IDLE;
    }

    private void broke(long hop) {
        tell(new ToneEvent.Broke(sampleAt(hop)));
        state = State.IDLE;
    }

    /** Hears what is left when holes are taken out. */
    private final class Whole implements Holes.Listener {
        @Override
        public void sample(short sample) {
            if (spectrum.take(sample)) {
                hop();
            }
        }

        @Override
        public void soundBegan() {
            openingHop = spectrum.hops();
        }

        @Override
        public boolean interruptible() {
            long opened = spectrum.hops() - openingHop;
            return switch (state) {
                // where its check agrees nothing of it is to come
                case IN_WORD -> WordFrame.word(symbols, count).isEmpty();
                case DAMAGED -> false;
                case IDLE, BETWEEN_WORDS -> opened >= SHORTEST_OPENING_HOPS && opened <= LONGEST_OPENING_HOPS;
            };
        }

        @Override
        public void bridged(int samples) {
            bridgeHop = spectrum.hops();
            bridgedBefore = bridged;
            bridged += samples;
        }
    }

    private static int hops(int ms) {
        return ms * ToneSpectrum.HOPS_PER_SECOND / 1000;
    }
}
