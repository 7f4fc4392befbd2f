package dev.parley.emulator.openai;

import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.thinking.ThinkingPace.Pace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends one answer at the model's pace, with what a fault does to it, and notes how far the client listened. */
final class Delivery {
    /** How long a stalled answer keeps its connection: longer than any client should wait. */
    private static final long STALL_MS = 120_000;

    private final Wire wire;
    private final RequestEntry entry;
    private final Pace pace;
    private final Optional<Fault> fault;
    private final long began = System.nanoTime();
    private boolean faultDone;

    Delivery(Wire wire, RequestEntry entry, Pace pace, Optional<Fault> fault) {
        this.wire = wire;
        this.entry = entry;
        this.pace = pace;
        this.fault = fault.filter(each ->
                each.kind() == FaultKind.STALL || each.kind() == FaultKind.RESET || each.kind() == FaultKind.GARBAGE);
    }

    void stream(List<Chunks.Chunk> chunks) throws IOException, InterruptedException {
        entry.note("chunks", chunks.size());
        wire.head(200, "text/event-stream; charset=utf-8", headers());
        int token = 0;
        for (int sent = 0; sent < chunks.size(); sent++) {
            Chunks.Chunk chunk = chunks.get(sent);
            if (waitUntil(chunk.paced() ? pace.dueNanos(token++) : 0)) {
                entry.note("chunksSent", sent);
                return;
            }
            try {
                wire.send("data: " + chunk.data() + "\n\n");
            } catch (IOException left) {
                entry.note("clientLeftAtChunk", sent);
                return;
            }
        }
        if (waitUntil(0)) {
            return;
        }
        wire.send("data: [DONE]\n\n");
        entry.note("chunksSent", chunks.size());
    }

    void whole(Answer answer) throws IOException, InterruptedException {
        if (waitUntil(pace.dueNanos(answer.tokens().size()))) {
            return;
        }
        wire.head(200, "application/json", headers());
        wire.send(answer.whole().toString());
    }

    private Map<String, String> headers() {
        return fault.filter(each -> each.kind() == FaultKind.RESET)
                .map(reset -> Map.of("x-ms-region", "Local", "connection", "close"))
                .orElse(Map.of("x-ms-region", "Local"));
    }

    /**
     * Waits for the next chunk's time, or for the fault's if that comes first and does it.
     *
     * @param dueNanos after the request
     * @return whether the answer is over by a fault
     */
    private boolean waitUntil(long dueNanos) throws IOException, InterruptedException {
        if (fault.isPresent() && !faultDone) {
            long faultNanos = fault.get().afterMs() * 1_000_000;
            if (faultNanos <= Math.max(dueNanos, System.nanoTime() - began)) {
                sleepUntil(faultNanos);
                faultDone = true;
                return strikes(fault.get().kind());
            }
        }
        sleepUntil(dueNanos);
        return false;
    }

    private boolean strikes(FaultKind kind) throws IOException, InterruptedException {
        switch (kind) {
            case STALL -> TimeUnit.MILLISECONDS.sleep(STALL_MS);
            case RESET -> wire.drop();
            default -> {
                wire.send("data: {\"id\":\"chatcmpl-\u0007garbage\",\"choices\":[{\"delta\":\n\n");
                return false;
            }
        }
        return true;
    }

    private void sleepUntil(long dueNanos) throws InterruptedException {
        long left = dueNanos - (System.nanoTime() - began);
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
