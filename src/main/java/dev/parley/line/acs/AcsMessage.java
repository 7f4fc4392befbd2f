package dev.parley.line.acs;

/** What ACS says on a media socket, one text message each. */
sealed interface AcsMessage {
    /**
     * The stream's shape, once per connection.
     *
     * @param encoding {@code PCM}, in any case
     * @param sampleRateHz 16000 or 24000, if it is one we serve
     * @param channels 1, if it is one we serve
     */
    record Metadata(String encoding, int sampleRateHz, int channels) implements AcsMessage {}

    /**
     * Audio of one participant, mostly 20 ms.
     *
     * @param pcm 16-bit little-endian mono, an even length, may be empty; belongs to whoever takes it
     * @param silent whether it counts as silence, whatever the bytes say
     * @param stampMs its time stamp in milliseconds since 1970; 0: none that is a time
     * @param participant raw id of who speaks; empty in a mixed stream
     */
    record Audio(byte[] pcm, boolean silent, long stampMs, String participant) implements AcsMessage {
        @Override
        public String toString() {
            return "Audio[" + pcm.length + " bytes]";
        }
    }

    /** A key was pressed: one of 0-9 * # A-D. */
    record Key(char key) implements AcsMessage {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** Another kind, which a line ignores: {@code SessionMetadata}, {@code StopAudio} of a client, {@code MarkData}. */
    record Other(String kind) implements AcsMessage {}
}
