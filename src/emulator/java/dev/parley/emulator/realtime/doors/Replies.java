package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.faults.Occasion;
import dev.parley.emulator.openai.Refusal;
import dev.parley.emulator.requests.RequestEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What requests of the Realtime service have in common: the faults that strike them, and refusals. */
@ApplicationScoped
public class Replies {
    private static final int LONGEST_BODY_BYTES = 1 << 20;
    private static final long USUAL_RETRY_MS = 1_000;

    private final Faults faults;
    private final Attribution calls;

    @Inject
    public Replies(Faults faults, Attribution calls) {
        this.faults = faults;
        this.calls = calls;
    }

    Replies() {
        this(null, null);
    }

    /**
     * The fault that strikes a request.
     *
     * @param moment {@code connect}, {@code secret} or {@code sdp}
     * @throws Refusal where the fault shows as a status
     */
    Optional<Fault> strike(String moment, Optional<String> deployment, RequestEntry entry) {
        Map<Limit, String> facts = deployment
                .map(name -> Map.of(Limit.MOMENT, moment, Limit.DEPLOYMENT, name))
                .orElse(Map.of(Limit.MOMENT, moment));
        Optional<Fault> struck = faults.strike(Occasion.of(AzureService.REALTIME, calls.onlyCall(), facts));
        struck.ifPresent(fault -> {
            entry.note("fault", fault.kind().wire());
            switch (fault.kind()) {
                case REFUSE -> throw Refusal.of(fault.status(), "ServiceUnavailable", "The service is unavailable.");
                case THROTTLE -> throw Refusal.tooMany(fault.afterMs() > 0 ? fault.afterMs() : USUAL_RETRY_MS);
                case WRONG_KEY -> throw Refusal.wrongKey();
                case DELAY, STALL, RESET, GARBAGE -> {
                    // these show on a socket
                }
            }
        });
        return struck;
    }

    /** @throws Refusal for a body that is too long */
    static String body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY_BYTES + 1);
        if (body.length > LONGEST_BODY_BYTES) {
            throw Refusal.of(413, "RequestEntityTooLarge", "The request is too large.");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    static void send(HttpServletResponse response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("apim-request-id", UUID.randomUUID().toString());
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    static void refuse(HttpServletResponse response, Refusal refused, RequestEntry entry) throws IOException {
        entry.note("refused", refused.body().toString()).close(refused.status());
        refused.headers().forEach(response::setHeader);
        send(response, refused.status(), "application/json", refused.body().toString());
    }
}
