package dev.parley.line.openai;

import java.util.Optional;

/** A client's event that cannot be carried out; it is told so by an {@code error} event, and the session stays. */
final class BadEvent extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String param;
    private final String eventId;

    private BadEvent(String code, String message, String param, String eventId) {
        super(message);
        this.code = code;
        this.param = param;
        this.eventId = eventId;
    }

    static BadEvent of(String code, String param, String message) {
        return new BadEvent(code, message, param, "");
    }

    static BadEvent of(String code, String message) {
        return of(code, "", message);
    }

    /** The same, of the event with that id. */
    BadEvent in(String itsEventId) {
        return new BadEvent(code, getMessage(), param, itsEventId);
    }

    String code() {
        return code;
    }

    Optional<String> param() {
        return Optional.of(param).filter(name -> !name.isEmpty());
    }

    Optional<String> eventId() {
        return Optional.of(eventId).filter(id -> !id.isEmpty());
    }
}
