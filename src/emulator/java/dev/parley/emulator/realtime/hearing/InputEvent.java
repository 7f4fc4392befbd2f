package dev.parley.emulator.realtime.hearing;

/** What happened in the audio of a user. Positions are milliseconds of all audio of the session. */
public sealed interface InputEvent {
    /** The user began to speak; {@code startMs} includes the audio before it that belongs to the turn. */
    record SpeechStarted(long startMs) implements InputEvent {}

    /** The user has finished; {@code endMs} includes the silence that told so. */
    record SpeechStopped(long endMs, Segment segment) implements InputEvent {}

    /** Nobody spoke for as long as the client was willing to wait after an answer. */
    record Idle(long startMs, long endMs) implements InputEvent {}

    /**
     * A stretch of audio that becomes an item.
     *
     * @param words what was understood; empty if nothing was
     */
    record Segment(String words, long ms) {}
}
