package dev.parley.emulator.realtime.webrtc;

/** The native side refused an offer, or did not answer in time. */
public final class PeerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeerFailed(String what, Throwable cause) {
        super(what, cause);
    }
}
