package dev.parley.emulator.acs.rest;

import dev.parley.emulator.faults.Fault;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;

/** Faults as a REST client of ACS meets them. Delays hold the request's own thread, as long as the tester asked. */
final class RequestFaults {
    /** A stalled request is held for two minutes: longer than any sensible client waits. */
    private static final long STALL_MS = 120_000;

    private RequestFaults() {}

    /** What is answered instead of the truth; empty if the request goes on, perhaps later. */
    static Optional<Response> play(Fault fault) {
        return switch (fault.kind()) {
            case REFUSE -> Optional.of(Refusal.response(fault.status(), "InternalServerError", "Emulated fault."));
            case THROTTLE ->
                Optional.of(
                        Response.fromResponse(Refusal.response(fault.status(), "TooManyRequests", "Emulated fault."))
                                .header(HttpHeaders.RETRY_AFTER, Math.max(1, fault.afterMs() / 1000))
                                .build());
            case WRONG_KEY ->
                Optional.of(Refusal.response(
                        401, "Denied", "Denied by the resource provider. The signature is not right."));
            case GARBAGE ->
                Optional.of(Response.ok("<html>emulated fault</html>", MediaType.APPLICATION_JSON)
                        .build());
            case RESET -> Optional.of(cutShort());
            case DELAY -> {
                hold(fault.afterMs());
                yield Optional.empty();
            }
            case STALL -> {
                hold(STALL_MS);
                yield Optional.of(Refusal.response(504, "GatewayTimeout", "Emulated fault."));
            }
        };
    }

    /** Promises more than it sends, so that the container drops the connection in the middle of the body. */
    private static Response cutShort() {
        StreamingOutput half = out -> {
            out.write('{');
            out.flush();
        };
        return Response.ok(half, MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_LENGTH, 1000)
                .build();
    }

    private static void hold(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
