package dev.parley.speech;

/** What the recogniser heard. Offsets are milliseconds since the first audio byte given to the recognition. */
public sealed interface RecognitionEvent {
    /** The recogniser is connected: audio written from now on is heard without delay. */
    record Ready() implements RecognitionEvent {}

    /** Its connection was so late that another one was opened beside it; {@code first}: it was sooner all the same. */
    record Hedged(boolean first) implements RecognitionEvent {}

    /** Something that may be speech began: a reason to get ready, not yet to cut playback. */
    record SpeechStarted(long offsetMs) implements RecognitionEvent {}

    /** A guess that may still change, of the whole utterance so far. */
    record Partial(String text, long offsetMs, long endMs) implements RecognitionEvent {
        @Override
        public String toString() {
            return "Partial[" + offsetMs + ".." + endMs + " ms, " + text.length() + " characters]";
        }
    }

    /** One finished utterance; final, in the order spoken. */
    record Heard(String text, long offsetMs, long endMs) implements RecognitionEvent {
        @Override
        public String toString() {
            return "Heard[" + offsetMs + ".." + endMs + " ms, " + text.length() + " characters]";
        }
    }

    /** Sound ended without words: whatever was guessed since the last {@link Heard} is withdrawn. */
    record NothingHeard(long offsetMs) implements RecognitionEvent {}

    /** Recognition ended on its own; {@code retryable} says whether listening again may help. No event follows. */
    record Lost(String reason, boolean retryable) implements RecognitionEvent {}
}
