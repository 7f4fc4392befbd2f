package dev.parley.line.acs;

/** A message that is no JSON object of the media protocol; says what is wrong, never what stood there. */
class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMessage(String message) {
        super(message);
    }
}
