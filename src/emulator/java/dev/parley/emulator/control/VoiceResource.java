package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.speech.CallEars;
import dev.parley.emulator.speech.synthesis.AudibleVoice;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * What synthesis can do on this machine and does just now: {@code audible} says whether the program for an audible voice is
 * installed, {@code speaks} is {@code audible} while all live calls have a human ear and it is, else {@code tone}.
 * {@code PUT {"withoutCalls":"human"}} makes it audible also while there is no call, for people at a page where one talks without a
 * phone; {@code "tone"} undoes that.
 */
@Path("emulator/voice")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VoiceResource {
    private final CallEars ears;

    @Inject
    public VoiceResource(CallEars ears) {
        this.ears = ears;
    }

    VoiceResource() {
        this(null);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject listen(String body) {
        String ear = JsonBody.parse(body).only("withoutCalls").requiredText("withoutCalls");
        switch (ear) {
            case "human" -> ears.withoutCalls(true);
            case "tone" -> ears.withoutCalls(false);
            default -> throw Problem.badRequest("\"withoutCalls\" must be \"human\" or \"tone\"");
        }
        return voice();
    }

    @GET
    public JsonObject voice() {
        boolean installed = AudibleVoice.installed();
        return JSON.createObjectBuilder()
                .add("audible", installed)
                .add("speaks", installed && ears.audible() ? "audible" : "tone")
                .build();
    }
}
