package dev.parley.emulator.telemetry;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;

/** Takes exports below {@code /emulator/telemetry}, an {@code OTEL_EXPORTER_OTLP_ENDPOINT}, and gives them back. */
@Path("emulator/telemetry")
@RequestScoped
public class TelemetryResource {
    private static final int LARGEST_EXPORT = 8 * 1024 * 1024;

    private final TelemetrySink sink;

    TelemetryResource() {
        this(null);
    }

    @Inject
    public TelemetryResource(TelemetrySink sink) {
        this.sink = sink;
    }

    /** An export; the answer's empty message says that all of it was taken. */
    @POST
    @Path("v1/{signal: traces|metrics|logs}")
    @Consumes("application/x-protobuf")
    @Produces("application/x-protobuf")
    public Response export(@PathParam("signal") String signal, byte[] body) {
        if (body.length > LARGEST_EXPORT) {
            return Response.status(Response.Status.REQUEST_ENTITY_TOO_LARGE).build();
        }
        sink.keep(new TelemetrySink.Export(signal, body));
        return Response.ok(new byte[0]).build();
    }

    /** Every export of a signal that is kept, in base64, oldest first. */
    @GET
    @Path("{signal: traces|metrics|logs}")
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray exports(@PathParam("signal") String signal) {
        var all = JSON.createArrayBuilder();
        sink.bodies(signal).forEach(body -> all.add(Base64.getEncoder().encodeToString(body)));
        return all.build();
    }

    @DELETE
    public void clear() {
        sink.clear();
    }
}
