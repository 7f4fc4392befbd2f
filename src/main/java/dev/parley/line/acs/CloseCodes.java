package dev.parley.line.acs;

/** Close codes of RFC 6455 §7.4.1 as this socket uses them. */
final class CloseCodes {
    static final int NORMAL = 1000;
    /** Messages come out of order. */
    static final int PROTOCOL_ERROR = 1002;
    /** A kind of data that this socket does not take: binary, another rate. */
    static final int CANNOT_ACCEPT = 1003;
    /** Too many messages that are no JSON of the protocol. */
    static final int MALFORMED = 1007;
    /** Not the socket of this call. */
    static final int NOT_ALLOWED = 1008;

    static final int TOO_LONG = 1009;
    static final int UNEXPECTED = 1011;
    static final int TRY_LATER = 1013;

    private CloseCodes() {}
}
