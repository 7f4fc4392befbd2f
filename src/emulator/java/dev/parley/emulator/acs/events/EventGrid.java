package dev.parley.emulator.acs.events;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.acs.AcsSettings;
import dev.parley.emulator.acs.PhoneCall;
import dev.parley.emulator.acs.Wire;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Announces incoming calls to the subscription (protocols/acs-call-automation.md §8). An endpoint is validated before the
 * first announcement, and again until that succeeds. At least once: an announcement is repeated until it is taken, and may come
 * twice. Returns at once.
 */
@ApplicationScoped
public class EventGrid {
    private static final String TOPIC = "/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/local"
            + "/providers/microsoft.communication/communicationservices/emulator";
    private static final long[] BACK_OFF_MS = {500, 1000, 2000, 4000, 8000};

    private final AcsSettings settings;
    private final Wire wire;
    private final RequestLog log;
    private final Set<URI> validated = ConcurrentHashMap.newKeySet();

    @Inject
    public EventGrid(AcsSettings settings, Wire wire, RequestLog log) {
        this.settings = settings;
        this.wire = wire;
        this.log = log;
    }

    EventGrid() {
        this(null, null, null);
    }

    /** Announces a call that rings. */
    public void announce(PhoneCall call) {
        if (validated.contains(endpoint(call))) {
            deliver(call);
        } else {
            validate(call, 0);
        }
    }

    private void validate(PhoneCall call, int attempt) {
        String code = UUID.randomUUID().toString();
        JsonObject data = JSON.createObjectBuilder().add("validationCode", code).build();
        JsonArray body = event("", "Microsoft.EventGrid.SubscriptionValidationEvent", "1", data);
        RequestEntry entry = log.open(AzureService.ACS, "Event Grid validation").note("attempt", attempt + 1);
        wire.post(endpoint(call), headers("SubscriptionValidation", attempt), body.toString())
                .whenComplete((answer, failure) -> {
                    int status = failure == null ? answer.statusCode() : 0;
                    entry.close(status);
                    if (status == 200 && code.equals(validationResponse(answer))) {
                        validated.add(endpoint(call));
                        deliver(call);
                    } else if (attempt < BACK_OFF_MS.length && ringing(call)) {
                        wire.later(BACK_OFF_MS[attempt], () -> validate(call, attempt + 1));
                    } else {
                        call.problem("the Event Grid subscription was not validated: "
                                + (status == 0 ? "no answer" : "HTTP " + status));
                    }
                });
    }

    private URI endpoint(PhoneCall call) {
        return call.order().announceTo().orElseGet(settings::eventGridEndpoint);
    }

    private static String validationResponse(HttpResponse<String> answer) {
        try (var reader = JSON.createReader(new StringReader(answer.body()))) {
            return reader.readObject().getString("validationResponse", "");
        } catch (JsonException | IllegalStateException | ClassCastException e) {
            return "";
        }
    }

    private void deliver(PhoneCall call) {
        JsonArray body = event(
                "/caller/4:" + call.order().from() + "/recipient/4:"
                        + call.order().to(),
                "Microsoft.Communication.IncomingCall",
                "1.0",
                incoming(call));
        attempt(call, body, 0);
        if (Math.floorMod(call.order().seed(), 1000) < settings.duplicateShare() * 1000) {
            attempt(call, body, 0);
        }
    }

    private static JsonObject incoming(PhoneCall call) {
        return JSON.createObjectBuilder()
                .add("to", CallEvents.phone(call.order().to()))
                .add("from", CallEvents.phone(call.order().from()))
                .add("serverCallId", call.serverCallId())
                .add("callerDisplayName", "")
                .add("incomingCallContext", call.incomingCallContext())
                .add("correlationId", call.correlationId())
                .add(
                        "customContext",
                        JSON.createObjectBuilder()
                                .add(
                                        "sipHeaders",
                                        JSON.createObjectBuilder()
                                                .add(
                                                        "X-MS-Custom-SampleRate",
                                                        Integer.toString(
                                                                call.order().callerRateHz())))
                                .add("voipHeaders", JSON.createObjectBuilder()))
                .build();
    }

    private void attempt(PhoneCall call, JsonArray body, int attempt) {
        RequestEntry entry = log.open(AzureService.ACS, "Event Grid IncomingCall")
                .note("call", call.id())
                .note("attempt", attempt + 1);
        wire.post(endpoint(call), headers("Notification", attempt), body.toString())
                .whenComplete((answer, failure) -> {
                    int status = failure == null ? answer.statusCode() : 0;
                    entry.close(status);
                    if (status >= 200 && status < 300) {
                        return;
                    }
                    // 400 and 413 are final for Event Grid; a 401 or 403 may be a key that is being changed
                    if (status != 400 && status != 413 && attempt < BACK_OFF_MS.length && ringing(call)) {
                        wire.later(BACK_OFF_MS[attempt], () -> attempt(call, body, attempt + 1));
                    } else if (ringing(call)) {
                        call.problem(
                                "the incoming call was not taken: " + (status == 0 ? "no answer" : "HTTP " + status));
                    }
                });
    }

    private static boolean ringing(PhoneCall call) {
        return call.state() == PhoneCall.State.RINGING && !call.answered();
    }

    private static Map<String, String> headers(String type, int attempt) {
        return Map.of(
                "aeg-event-type", type,
                "aeg-subscription-name", "EMULATED-INCOMING-CALLS",
                "aeg-delivery-count", Integer.toString(attempt),
                "aeg-data-version", "1.0",
                "aeg-metadata-version", "1");
    }

    private static JsonArray event(String subject, String type, String dataVersion, JsonObject data) {
        return JSON.createArrayBuilder()
                .add(JSON.createObjectBuilder()
                        .add("id", UUID.randomUUID().toString())
                        .add("topic", TOPIC)
                        .add("subject", subject)
                        .add("data", data)
                        .add("eventType", type)
                        .add("eventTime", Instant.now().toString())
                        .add("metadataVersion", "1")
                        .add("dataVersion", dataVersion))
                .build();
    }
}
