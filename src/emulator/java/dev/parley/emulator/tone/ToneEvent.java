package dev.parley.emulator.tone;

/** What an ear decodes, in order. Positions are samples since the first one the decoder was given. */
public sealed interface ToneEvent {
    long atSample();

    /** An utterance began. */
    record Began(long atSample) implements ToneEvent {}

    /** A word is complete and intact. */
    record Heard(ToneWord word) implements ToneEvent {
        @Override
        public long atSample() {
            return word.endSample();
        }
    }

    /** The utterance's end mark was heard: it is whole. */
    record Ended(long atSample) implements ToneEvent {}

    /** The carrier vanished without an end mark, or another utterance began: the utterance was cut here. */
    record Broke(long atSample) implements ToneEvent {}
}
