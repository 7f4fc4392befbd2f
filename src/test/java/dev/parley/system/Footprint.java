package dev.parley.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What calls hold of the server, counted from outside: conversations by Parley's health, speech connections by what the
 * emulator still has open, calls by the emulator, threads by the operating system (where there is a /proc).
 *
 * @param threads native threads of the server process, 0 where they cannot be counted
 */
record Footprint(int conversations, int calls, int recognitions, int threads) {
    /** Pools and SDKs start threads when first used, so a few more are no leak; one per call would be. */
    private static final int POOL_THREADS = 12;

    static Footprint now() {
        var health = LocalMode.get(LocalMode.PARLEY + "/api/v1/health").body();
        var live = 0;
        for (var call : LocalMode.get(LocalMode.EMULATOR + "/emulator/calls").body()) {
            live += call.get("state").asText().equals("ended") ? 0 : 1;
        }
        var recognitions = 0;
        for (var request : LocalMode.get(LocalMode.EMULATOR + "/emulator/requests?service=speech")
                .body()) {
            recognitions += request.get("status").isNull()
                            && request.get("what").asText().contains("recognition")
                    ? 1
                    : 0;
        }
        return new Footprint(health.get("active_sessions").asInt(), live, recognitions, threadsOfTheServer());
    }

    /** Waits until nothing of a call is left. */
    static void untilNothingIsLeft() {
        await("no conversation, call or recogniser is left")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    var now = now();
                    return now.conversations == 0 && now.calls == 0 && now.recognitions == 0;
                });
    }

    /** Waits until no more is held than before, but for the threads of pools. */
    static void isBackTo(Footprint before) {
        untilNothingIsLeft();
        await("threads are back to about " + before.threads)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> threadsOfTheServer() <= before.threads + POOL_THREADS);
    }

    private static int threadsOfTheServer() {
        var pidFile = Path.of(System.getProperty("wars", "target"), "liberty/wlp/usr/servers/.pid/parley.pid");
        try {
            var tasks = Path.of("/proc", Files.readString(pidFile).strip(), "task");
            if (!Files.isDirectory(tasks)) {
                return 0;
            }
            try (var entries = Files.list(tasks)) {
                return (int) entries.count();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
