package dev.parley.emulator.control;

import dev.parley.emulator.acs.Callees;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Introduces people whom the server can call: {@code {"number","script","sampleRate","ear","ringMs","downlinkMs","jitterMs"}}.
 * Nobody needs an introduction; numbers that end in 0000 never answer, those in 9999 are busy.
 */
@Path("emulator/callees")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CalleesResource {
    private static final int LONGEST_RING_MS = 60_000;
    private static final int USUAL_RING_MS = 1000;

    private final Callees callees;
    private final CallOrders orders;

    @Inject
    public CalleesResource(Callees callees, CallOrders orders) {
        this.callees = callees;
        this.orders = orders;
    }

    CalleesResource() {
        this(null, null);
    }

    /** Says who is at a number from now on: 204. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void introduce(String text) {
        JsonBody body =
                JsonBody.parse(text).only("number", "script", "sampleRate", "ear", "ringMs", "downlinkMs", "jitterMs");
        callees.introduce(
                CallOrders.number(body, "number"),
                new Callees.Callee(
                        CallOrders.script(body),
                        CallOrders.rate(body),
                        CallOrders.human(body),
                        (int) body.whole("ringMs", 0, LONGEST_RING_MS).orElse(USUAL_RING_MS),
                        orders.downlinkMs(body),
                        orders.jitterMs(body)));
    }
}
