package dev.parley.emulator.cosmos;

import dev.parley.emulator.cosmos.wire.CosmosReply;
import dev.parley.emulator.cosmos.wire.Refusal;
import dev.parley.emulator.faults.Fault;
import java.util.Optional;

/** Faults as a client of Cosmos meets them. Delays hold the request's own thread, as long as the tester asked. */
final class CosmosFaults {
    /** A stalled request is held for two minutes: longer than any sensible client waits. */
    private static final long STALL_MS = 120_000;

    private CosmosFaults() {}

    /** What is answered instead of any work; empty if the request goes on, perhaps later. */
    static Optional<CosmosReply> before(Fault fault) {
        return switch (fault.kind()) {
            case REFUSE -> Optional.of(Refusal.fault(fault.status()).reply());
            case THROTTLE ->
                Optional.of(Refusal.fault(fault.status())
                        .reply()
                        .with("x-ms-retry-after-ms", Long.toString(Math.max(1, fault.afterMs()))));
            case WRONG_KEY ->
                Optional.of(Refusal.unauthorized("The input authorization token can't serve the request.")
                        .reply());
            case GARBAGE -> Optional.of(CosmosReply.of(200, "<html>emulated fault</html>"));
            case DELAY -> {
                hold(fault.afterMs());
                yield Optional.empty();
            }
            case STALL -> {
                hold(STALL_MS);
                yield Optional.of(Refusal.fault(408).reply());
            }
            case RESET -> Optional.empty();
        };
    }

    /** What becomes of the answer once the work is done: a client whose connection broke cannot know that it was. */
    static CosmosReply after(Fault fault, CosmosReply reply) {
        return switch (fault.kind()) {
            case RESET -> reply.broken();
            case REFUSE, THROTTLE, WRONG_KEY, GARBAGE, DELAY, STALL -> reply;
        };
    }

    private static void hold(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
