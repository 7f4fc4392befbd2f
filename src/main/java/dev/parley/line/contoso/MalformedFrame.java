package dev.parley.line.contoso;

/** A frame that is not of this contract; says what is wrong, never what stood there. */
class MalformedFrame extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFrame(String message) {
        super(message);
    }
}
