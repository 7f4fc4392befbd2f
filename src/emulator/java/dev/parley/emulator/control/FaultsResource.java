package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.faults.Limit;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Injects faults into the emulated services. */
@Path("emulator/faults")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class FaultsResource {
    private static final long LONGEST_MS = 600_000;

    private final Faults faults;
    private final Attribution calls;

    @Inject
    public FaultsResource(Faults faults, Attribution calls) {
        this.faults = faults;
        this.calls = calls;
    }

    FaultsResource() {
        this(null, null);
    }

    /** Puts a fault in force: 201 with it, its id and, if it names a call that it may miss, a note that says so. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(String body) {
        Fault fault = read(JsonBody.parse(body));
        try {
            String id = faults.add(fault);
            JsonObjectBuilder added = JSON.createObjectBuilder(view(new Faults.Active(id, fault, 0)));
            fault.call()
                    .flatMap(call -> calls.caution(fault.service(), call))
                    .ifPresent(note -> added.add("note", note));
            return Response.status(Response.Status.CREATED)
                    .entity(added.build())
                    .build();
        } catch (Faults.TooManyFaultsException e) {
            throw Problem.of(409, e.getMessage());
        }
    }

    /** All faults, oldest first, with how often each struck. */
    @GET
    public JsonArray list() {
        var all = JSON.createArrayBuilder();
        faults.list().forEach(each -> all.add(view(each)));
        return all.build();
    }

    /** Ends all faults. */
    @DELETE
    public void clear() {
        faults.clear();
    }

    /** Ends one fault. */
    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") String id) {
        if (!faults.remove(id)) {
            throw Problem.of(404, "There is no such fault");
        }
    }

    static Fault read(JsonBody body) {
        body.only(
                "service",
                "kind",
                "call",
                "deployment",
                "language",
                "heard",
                "voice",
                "spoken",
                "operation",
                "path",
                "moment",
                "afterMs",
                "status",
                "share",
                "times");
        AzureService service = AzureService.named(body.requiredText("service"))
                .orElseThrow(() -> Problem.badRequest("\"service\" must be one of "
                        + names(Stream.of(AzureService.values()).map(AzureService::wire))));
        FaultKind kind = FaultKind.named(body.requiredText("kind"))
                .orElseThrow(() -> Problem.badRequest("\"kind\" must be one of "
                        + names(Stream.of(FaultKind.values()).map(FaultKind::wire))));
        return new Fault(
                service,
                kind,
                body.text("call"),
                limits(service, body),
                body.whole("afterMs", 0, LONGEST_MS).orElse(0),
                (int) body.whole("status", 400, 599).orElse(kind.usualStatus()),
                body.number("share", 0, 1).orElse(1),
                (int) body.whole("times", 0, 1_000_000).orElse(0));
    }

    private static Map<Limit, String> limits(AzureService service, JsonBody body) {
        Map<Limit, String> limits = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            body.text(limit.wire()).ifPresent(wanted -> limits.put(limit, wanted));
        }
        if (limits.values().stream().anyMatch(String::isBlank)) {
            throw Problem.badRequest("A fault cannot be limited to an empty text");
        }
        Limit.contradiction(service, limits).ifPresent(why -> {
            throw Problem.badRequest(why);
        });
        return limits;
    }

    private static String names(Stream<String> wire) {
        return wire.collect(Collectors.joining(", "));
    }

    private static JsonObject view(Faults.Active active) {
        Fault fault = active.fault();
        JsonObjectBuilder view = JSON.createObjectBuilder()
                .add("id", active.id())
                .add("service", fault.service().wire())
                .add("kind", fault.kind().wire());
        fault.call().ifPresent(call -> view.add("call", call));
        fault.limits().forEach((limit, wanted) -> view.add(limit.wire(), wanted));
        return view.add("afterMs", fault.afterMs())
                .add("status", fault.status())
                .add("share", fault.share())
                .add("times", fault.times())
                .add("strikes", active.strikes())
                .build();
    }
}
