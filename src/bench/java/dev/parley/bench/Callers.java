package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Scripted callers on the emulator's phone network. */
final class Callers {
    private static final int STEPS = 60;

    private final Http emulator;
    private final String announceTo;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();

    /** @param parley address of the server that is called */
    Callers(Http emulator, String parley) {
        this.emulator = emulator;
        this.announceTo = parley + "/api/v1/calls/answer?key=local-event-grid-key";
    }

    /** A caller who asks on and on, every third time over the agent's voice; its id. */
    String asksOn(Callee to) throws IOException, InterruptedException {
        var steps = new ArrayList<String>();
        for (var step = 0; step < STEPS; step++) {
            var tag = "q" + questions.incrementAndGet();
            steps.add(
                    step % 3 == 2
                            ? "{\"bargeIn\":\"Sorry, and what about " + tag
                                    + " then?\",\"afterWords\":5,\"pauses\":false}"
                            : "{\"say\":\"Please tell me about " + tag + " today.\",\"pauses\":false}");
        }
        return calls(to, steps);
    }

    /** A caller of the cascade. */
    String calls(String to, List<String> steps) throws IOException, InterruptedException {
        return calls(Callee.at16k(to), steps);
    }

    /** A caller with these steps, as the emulator's JSON; its id. */
    private String calls(Callee to, List<String> steps) throws IOException, InterruptedException {
        var number = numbers.getAndIncrement();
        return emulator.post(
                        "/emulator/calls",
                        "{\"from\":\"+1555040%04d\",\"to\":\"%s\",\"sampleRate\":%d,\"ear\":\"tone\",\"announceTo\":\"%s\",\"script\":[%s]}"
                                .formatted(
                                        number % 10_000,
                                        to.number(),
                                        to.sampleRateHz(),
                                        announceTo,
                                        steps.stream().collect(Collectors.joining(","))))
                .get("id")
                .asText();
    }

    JsonNode view(String id) throws IOException, InterruptedException {
        return emulator.get("/emulator/calls/" + id);
    }

    void hangUp(String id) throws IOException, InterruptedException {
        if (!view(id).get("state").asText().equals("ended")) {
            emulator.post("/emulator/calls/" + id + "/hangUp", "{}");
        }
    }

    /** Waits until no call is live. */
    void untilAllAreOver() throws IOException, InterruptedException {
        for (var attempt = 0; attempt < 300; attempt++) {
            var live = 0;
            for (var call : emulator.get("/emulator/calls")) {
                live += call.get("state").asText().equals("ended") ? 0 : 1;
            }
            if (live == 0) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IOException("calls did not end within a minute");
    }
}
