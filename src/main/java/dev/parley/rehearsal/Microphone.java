package dev.parley.rehearsal;

import dev.parley.media.AudioFormat;

/** What the caller's telephone sends: what is played into it, and silence. Belongs to the thread that ticks the line. */
final class Microphone {
    private static final AudioFormat FORMAT = RehearsalLine.FORMAT;

    private final byte[] silence = new byte[FORMAT.frameBytes()];
    private byte[] playing = {};
    private int at;

    /** In place of what still plays. */
    void play(byte[] pcm) {
        playing = pcm;
        at = 0;
    }

    boolean busy() {
        return at < playing.length;
    }

    /** The next 20 ms; not to be changed. */
    byte[] next() {
        if (!busy()) {
            return silence;
        }
        var frame = new byte[silence.length];
        int length = Math.min(frame.length, playing.length - at);
        System.arraycopy(playing, at, frame, 0, length);
        at += length;
        return frame;
    }
}
