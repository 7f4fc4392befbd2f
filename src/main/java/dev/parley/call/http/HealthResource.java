package dev.parley.call.http;

import static dev.parley.web.Json.JSON;

import dev.parley.call.CallBook;
import dev.parley.call.Doors;
import dev.parley.conversation.Conversations;
import dev.parley.web.Probes;
import dev.parley.web.Probes.Finding;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Health in the shapes of earlier systems, whose clients look for the word {@code ready}. Asks for no credential. */
@Path("v1")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
public class HealthResource {
    private final Probes probes;
    private final Conversations conversations;
    private final CallBook book;
    private final Doors doors;

    HealthResource() {
        this(null, null, null, null);
    }

    @Inject
    public HealthResource(Probes probes, Conversations conversations, CallBook book, Doors doors) {
        this.probes = probes;
        this.conversations = conversations;
        this.book = book;
        this.doors = doors;
    }

    @GET
    @Path("health")
    @Operation(summary = "Is the server there", description = "Always 200 while it answers at all.")
    public JsonObject health() {
        int live = conversations.live().size();
        int total = book.list(Optional.empty(), 1, 1).total();
        return JSON.createObjectBuilder()
                .add("status", "healthy")
                .add("version", "1.0.0")
                .add("timestamp", System.currentTimeMillis() / 1000.0)
                .add("message", "Parley is running")
                .add(
                        "details",
                        JSON.createObjectBuilder().add("api_version", "v1").add("service", "parley"))
                .add("active_sessions", live)
                .add(
                        "session_metrics",
                        JSON.createObjectBuilder()
                                .add("connected", live)
                                .add("disconnected", Math.max(0, total - live))
                                .add("active", live)
                                .add("total_connected", total)
                                .add("actual_ws_count", live))
                .build();
    }

    @GET
    @Path("readiness")
    @Operation(
            summary = "Can calls be taken",
            description = "ready, degraded or unhealthy, with a reason per dependency.")
    @APIResponse(responseCode = "200", description = "ready or degraded")
    @APIResponse(responseCode = "503", description = "Nothing works")
    public Response readiness() {
        long from = System.nanoTime();
        var findings = probes.findings();
        var status = status(findings);
        var answer = JSON.createObjectBuilder()
                .add("status", status)
                .add("timestamp", System.currentTimeMillis() / 1000.0)
                .add("response_time_ms", (System.nanoTime() - from) / 1e6);
        var checks = JSON.createArrayBuilder();
        findings.forEach(finding -> checks.add(check(finding)));
        answer.add("checks", checks).addNull("event_system");
        return Response.status(status.equals("unhealthy") ? 503 : 200)
                .entity(answer.build())
                .build();
    }

    private String status(List<Finding> findings) {
        if (findings.stream().noneMatch(Finding::healthy)) {
            return "unhealthy";
        }
        return findings.stream().allMatch(Finding::healthy) && doors.closed().isEmpty() ? "ready" : "degraded";
    }

    private static JsonObject check(Finding finding) {
        var check = JSON.createObjectBuilder()
                .add("component", finding.component())
                .add("status", finding.healthy() ? "healthy" : finding.needed() ? "unhealthy" : "degraded")
                .add("check_time_ms", finding.tookMs());
        finding.fault().ifPresentOrElse(fault -> check.add("error", fault), () -> check.addNull("error"));
        return check.addNull("details").build();
    }
}
