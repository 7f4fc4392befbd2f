package dev.parley.call;

/** What the phone network tells of a call: in any order, repeatedly, at any node. */
public sealed interface CallEvent {
    /** Both sides are connected. */
    record Connected() implements CallEvent {}

    /** The call is over. */
    record Disconnected() implements CallEvent {}

    /** It never came about. {@code code} is the network's, such as 486 for busy. */
    record NotPlaced(int code) implements CallEvent {}

    /** Audio flows. */
    record MediaStarted() implements CallEvent {}

    /** Audio no longer flows, by intent. */
    record MediaStopped() implements CallEvent {}

    /** Audio cannot flow; the network gave up its attempts. {@code details} is one of its words. */
    record MediaFailed(String details) implements CallEvent {}

    /** Somebody else has the caller: for us the call is over. */
    record TransferAccepted() implements CallEvent {}

    /** Nobody took the caller, who is still here. {@code code} is the network's, such as 486 for busy. */
    record TransferFailed(int code) implements CallEvent {}

    /** Known to be of no consequence here. {@code name} is the network's. */
    record Other(String name) implements CallEvent {}

    /** For the list of what happened. */
    default String name() {
        return this instanceof Other other ? other.name() : getClass().getSimpleName();
    }
}
