package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Climbs with calls of the speech-to-speech engine, at each rate, until calls are lost or the machine is full. */
final class BridgeLevels {
    /** Beyond it the driver of the echo would fill the machine; the cost of a connection does not change. */
    private static final int MOST_FLOOR = 100;

    private final Plan plan;
    private final Load load;
    private final BenchServer server;
    private final String parleyUrl;
    private final Consumer<String> say;
    private final List<String> notes = new ArrayList<>();

    BridgeLevels(Plan plan, Load load, BenchServer server, String parleyUrl, Consumer<String> say) {
        this.plan = plan;
        this.load = load;
        this.server = server;
        this.parleyUrl = parleyUrl;
        this.say = say;
    }

    List<Bridge> climb(Callee callee, Base base) throws IOException, InterruptedException {
        var rows = new ArrayList<Bridge>();
        for (var calls : plan.levels()) {
            say.accept(calls + " calls at " + callee + ": floor, then calls");
            var connections = Math.min(calls, MOST_FLOOR);
            var floor = Floor.measured(server, parleyUrl, connections, plan.floorSeconds(), callee.frameBytes());
            var level = measured(calls, callee);
            if (level.isEmpty()) {
                break;
            }
            var row = new Bridge(callee, level.get(), floor, base);
            rows.add(row);
            say.accept(BridgeTable.inAWord(row));
            if (row.level().broken() > 0) {
                break;
            }
        }
        return rows;
    }

    /** Levels that broke off, for the report. */
    List<String> notes() {
        return notes;
    }

    /** Empty where so many calls left nobody on the machine to answer who measures. */
    private Optional<Level> measured(int calls, Callee callee) throws InterruptedException {
        try {
            return Optional.of(load.of(calls, plan.levelSeconds(), callee, () -> {}));
        } catch (IOException full) {
            notes.add(calls + " calls at " + callee + " broke off: " + full.getMessage());
            say.accept(notes.getLast());
            return Optional.empty();
        }
    }

    /** The row with the most calls of which none was lost. */
    static Bridge largestKept(List<Bridge> rows) {
        return rows.stream()
                .filter(row -> !row.level().overwhelmed())
                .reduce((one, other) -> other.level().calls() > one.level().calls() ? other : one)
                .orElse(rows.getFirst());
    }
}
