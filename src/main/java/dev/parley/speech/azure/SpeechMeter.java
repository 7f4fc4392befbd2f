package dev.parley.speech.azure;

/** Told how soon voices begin, which is what an open connection is worth, and what the service is paid for. Must not block. */
interface SpeechMeter {
    /**
     * @param how what it was spoken with
     * @param nanos from handing the text, or the first of it, to the SDK to the first audio
     */
    void firstAudio(Connection how, long nanos);

    /** So much more text was handed to the SDK to be spoken. */
    void spoken(int characters);

    /** A recogniser that is over, and was connected, was given so much audio. */
    void heard(long ms);

    /** Whether the connection was open before it was needed. */
    enum Connection {
        WARM,
        COLD
    }
}
