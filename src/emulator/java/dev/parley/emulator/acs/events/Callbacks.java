package dev.parley.emulator.acs.events;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.acs.CallFaults;
import dev.parley.emulator.acs.Leg;
import dev.parley.emulator.acs.PhoneCall;
import dev.parley.emulator.acs.Wire;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Delivers the events of calls to their callback URIs: each by its own request with its own token, in no promised order; a few
 * attempts, then the event is lost, as with the real service. Returns at once.
 */
@ApplicationScoped
public class Callbacks {
    /** protocols/acs-call-automation.md §7. */
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);

    /** Waits before the second, third and fourth attempt. */
    private static final long[] BACK_OFF_MS = {200, 800, 2000};

    private final Wire wire;
    private final SigningKeys keys;
    private final RequestLog log;
    private final CallFaults faults;

    @Inject
    public Callbacks(Wire wire, SigningKeys keys, RequestLog log, CallFaults faults) {
        this.wire = wire;
        this.keys = keys;
        this.log = log;
        this.faults = faults;
    }

    Callbacks() {
        this(null, null, null, null);
    }

    /** Sends an event to the server's side of a call; nothing where it has none. */
    public void send(PhoneCall call, JsonObject event) {
        call.leg().map(Leg::callbackUri).ifPresent(uri -> attempt(call, uri, event, 0));
    }

    private void attempt(PhoneCall call, URI uri, JsonObject event, int attempt) {
        RequestEntry entry = log.open(AzureService.ACS, "callback " + event.getString("type"))
                .note("call", call.id())
                .note("attempt", attempt + 1);
        String token = faults.strikes(call, FaultKind.WRONG_KEY).isPresent()
                ? keys.forgedToken(TOKEN_LIFETIME)
                : keys.token(TOKEN_LIFETIME);
        String body = JSON.createArrayBuilder().add(event).build().toString();
        wire.post(uri, Map.of("Authorization", "Bearer " + token), body).whenComplete((answer, failure) -> {
            int status = failure == null ? answer.statusCode() : 0;
            entry.close(status);
            if (status >= 200 && status < 300) {
                return;
            }
            boolean again = status == 0 || status == 408 || status == 429 || status >= 500;
            if (again && attempt < BACK_OFF_MS.length) {
                wire.later(BACK_OFF_MS[attempt], () -> attempt(call, uri, event, attempt + 1));
            } else {
                call.problem("callback " + event.getString("type") + " was not taken: "
                        + (status == 0 ? "no answer" : "HTTP " + status));
            }
        });
    }
}
