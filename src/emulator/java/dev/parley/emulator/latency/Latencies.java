package dev.parley.emulator.latency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The waits of now, and what was drawn of them. {@code emulator.latency}: {@code none} (default) or {@code azure}, what a
 * server starts with. Changes count from the next draw. Thread-safe.
 */
@ApplicationScoped
public class Latencies {
    /** Draws kept for the figures. */
    private static final int MOST_KEPT = 10_000;

    private final Map<Stage, Distribution> stages = new EnumMap<>(Stage.class);
    private final Map<Stage, List<Double>> drawn = new EnumMap<>(Stage.class);
    private final Map<Stage, Random> dice = new EnumMap<>(Stage.class);
    private long seed = 1;

    /** What was drawn of a stage so far: milliseconds. */
    public record Figures(int count, double p50Ms, double p95Ms, double meanMs) {}

    @Inject
    public Latencies(@ConfigProperty(name = "emulator.latency", defaultValue = "none") String preset) {
        if (!preset.equals("none") && !preset.equals("azure")) {
            throw new IllegalArgumentException("emulator.latency must be none or azure");
        }
        if (preset.equals("azure")) {
            setAzure(stages);
        }
    }

    Latencies() {
        this("none");
    }

    /** No waits but what other settings ask for. */
    public synchronized void none() {
        stages.clear();
        seed(1);
    }

    /** As Azure's services take, by published figures. */
    public synchronized void azure() {
        setAzure(stages);
        seed(1);
    }

    private static void setAzure(Map<Stage, Distribution> stages) {
        for (var stage : Stage.values()) {
            stages.put(stage, stage.azure());
        }
    }

    public synchronized void set(Stage stage, Distribution distribution) {
        stages.put(stage, distribution);
        drawn.remove(stage);
    }

    /** Begins the rows of draws anew: equal seeds, equal rows, whatever is drawn of other stages in between. */
    public synchronized void seed(long newSeed) {
        seed = newSeed;
        dice.clear();
        drawn.clear();
    }

    public synchronized long seed() {
        return seed;
    }

    /** {@code azure}, {@code none}, or {@code own} where single stages were set. */
    public synchronized String preset() {
        var azure = new EnumMap<Stage, Distribution>(Stage.class);
        setAzure(azure);
        return stages.isEmpty() ? "none" : stages.equals(azure) ? "azure" : "own";
    }

    public synchronized Map<Stage, Distribution> stages() {
        return new EnumMap<>(stages);
    }

    /** The next wait of a stage, milliseconds; empty where none is set. */
    public synchronized OptionalLong draw(Stage stage) {
        var distribution = stages.get(stage);
        if (distribution == null) {
            return OptionalLong.empty();
        }
        double ms = distribution.draw(dice.computeIfAbsent(stage, each -> new Random(seed * 31 + each.ordinal())));
        var row = drawn.computeIfAbsent(stage, each -> new ArrayList<>());
        if (row.size() < MOST_KEPT) {
            row.add(ms);
        }
        return OptionalLong.of(Math.round(ms));
    }

    public synchronized Figures figures(Stage stage) {
        var row = drawn.getOrDefault(stage, List.of()).stream().sorted().toList();
        if (row.isEmpty()) {
            return new Figures(0, 0, 0, 0);
        }
        double mean = row.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return new Figures(row.size(), row.get(row.size() / 2), row.get(row.size() * 95 / 100), mean);
    }
}
