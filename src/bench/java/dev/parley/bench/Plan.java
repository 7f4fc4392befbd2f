package dev.parley.bench;

import java.util.List;

/**
 * What a run of the bench does.
 *
 * @param micro whether the micro-benchmarks run
 * @param warmUpSeconds of calls before anything is measured: what a server is like that has been running for a while
 * @param calmSeconds quiet before the base line of memory is taken
 * @param levels live calls at once, ascending
 * @param questions of each caller of the side by side
 * @param personas kept by the store, with twenty revisions each
 */
record Plan(
        String name,
        boolean micro,
        int warmUpCalls,
        int warmUpSeconds,
        int calmSeconds,
        List<Integer> levels,
        int levelSeconds,
        int floorSeconds,
        int questions,
        double soakMinutes,
        int personas) {

    static Plan named(String name) {
        return switch (name) {
            case "full" ->
                new Plan(
                        name,
                        true,
                        50,
                        240,
                        20,
                        List.of(1, 25, 50, 75, 100, 125, 150, 200, 300, 400, 600, 800),
                        15,
                        4,
                        0,
                        0,
                        0);
            case "quick" -> new Plan(name, true, 15, 10, 0, List.of(1, 20), 10, 3, 0, 0, 0);
            case "load" -> new Plan(name, false, 25, 20, 5, List.of(25, 50, 75, 100), 15, 4, 0, 0, 0);
            case "sides" -> new Plan(name, false, 10, 10, 0, List.of(), 0, 0, 8, 0, 0);
            case "realtime-quick" -> new Plan(name, false, 5, 10, 0, List.of(1, 10), 10, 3, 0, 0, 0);
            case "realtime" -> new Plan(name, false, 80, 60, 5, List.of(1, 50, 100, 200, 500), 12, 3, 0, 0, 0);
            case "soak" -> new Plan(name, false, 20, 10, 0, List.of(), 0, 0, 0, 10, 0);
            case "personas" -> new Plan(name, false, 10, 10, 0, List.of(), 0, 0, 0, 0, 1_000);
            default ->
                throw new IllegalArgumentException(
                        "plans are quick, full, load, realtime, realtime-quick, sides, soak and personas, not " + name);
        };
    }

    /** Whether the speech-to-speech engine is measured, not the cascade. */
    boolean realtime() {
        return name.startsWith("realtime");
    }

    /** A single call is listened to for longer, because it asks only every five seconds. */
    int secondsOf(int calls) {
        return calls == 1 ? 4 * levelSeconds : levelSeconds;
    }

    Soak.Terms soak(List<String> numbers) {
        return new Soak.Terms(numbers, true, 20, 60_000, 45_000, (long) (soakMinutes * 60_000), 90_000);
    }

    ManyPersonas.Terms manyPersonas() {
        return new ManyPersonas.Terms(personas, 20, 500);
    }

    /** Where the report goes, from the project's folder: only what is worth keeping stands among the documents. */
    String file() {
        return switch (name) {
            case "full" -> "docs/bench/report.md";
            case "realtime" -> "docs/bench/realtime.md";
            case "sides" -> "docs/bench/sides.md";
            case "soak" -> "docs/bench/soak.md";
            case "personas" -> "docs/bench/personas.md";
            default -> "target/bench-" + name + ".md";
        };
    }
}
