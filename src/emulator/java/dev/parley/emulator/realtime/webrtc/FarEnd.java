package dev.parley.emulator.realtime.webrtc;

/** Takes what comes from a browser. Called on threads of the native library: hands over, never blocks, never throws. */
interface FarEnd {
    /** An event as it came over the data channel. */
    void received(String text);

    /** 48 kHz, mono; given away. */
    void heard(short[] pcm);
}
