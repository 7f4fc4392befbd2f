package dev.parley.speech.azure;

/** Told how soon voices begin: what an open connection is worth. Must not block. */
interface FirstAudioTimes {
    /**
     * @param how what it was spoken with
     * @param nanos from handing the text, or the first of it, to the SDK to the first audio
     */
    void firstAudio(Connection how, long nanos);

    /** Whether the connection was open before it was needed. */
    enum Connection {
        WARM,
        COLD
    }
}
