package dev.parley.bench;

import com.microsoft.cognitiveservices.speech.SpeechConfig;
import com.microsoft.cognitiveservices.speech.SpeechRecognizer;
import com.microsoft.cognitiveservices.speech.audio.AudioConfig;
import com.microsoft.cognitiveservices.speech.audio.AudioInputStream;
import com.microsoft.cognitiveservices.speech.audio.AudioStreamFormat;
import com.microsoft.cognitiveservices.speech.audio.PushAudioInputStream;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The floor below every cascade: the Speech SDK's recognisers alone, in a process that does nothing else. Each gets 100 ms of
 * silence ten times a second, as Parley writes; nobody speaks, so that no event, no question and no synthesis
 * is in it.
 *
 * @param cores of that process
 */
record BareRecognisers(int recognisers, double cores) {
    private static final int RATE_HZ = 16_000;
    private static final int BATCH_MS = 100;
    private static final long SETTLING_MS = 5_000;
    private static final long LONGEST_MINUTES = 3;

    double coresEach() {
        return cores / recognisers;
    }

    /** @param host of the Speech service, ws:// or wss:// */
    static BareRecognisers measured(URI host, int recognisers, int seconds) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareRecognisers.class.getName(),
                        host.toString(),
                        Integer.toString(recognisers),
                        Integer.toString(seconds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.inputReader()) {
            var cores = out.readLine();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("the bare recognisers failed");
            }
            return new BareRecognisers(recognisers, Double.parseDouble(cores));
        } finally {
            process.destroy();
        }
    }

    /** @param arguments host, how many, for how many seconds; prints the cores in use */
    public static void main(String[] arguments) throws Exception {
        letTimersBeLate();
        var streams = new ArrayList<PushAudioInputStream>();
        for (var index = 0; index < Integer.parseInt(arguments[1]); index++) {
            streams.add(listening(URI.create(arguments[0])));
        }
        feed(streams, SETTLING_MS);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var cpu = system.getProcessCpuTime();
        var begun = System.nanoTime();
        feed(streams, Long.parseLong(arguments[2]) * 1_000);
        System.out.println((double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - begun));
        System.exit(0); // the natives go with the process
    }

    /** By 4 ms, as Parley does for the SDK's threads, which inherit it: docs/adr/0020. */
    private static void letTimersBeLate() throws IOException {
        var thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
        Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "4000000");
    }

    private static PushAudioInputStream listening(URI host)
            throws ExecutionException, InterruptedException, TimeoutException {
        var stream =
                AudioInputStream.createPushStream(AudioStreamFormat.getWaveFormatPCM(RATE_HZ, (short) 16, (short) 1));
        var config = SpeechConfig.fromHost(host, "local-speech-key");
        config.setProperty("SPEECH-USPRunPollingInterval", "20"); // as Parley does
        var recogniser = new SpeechRecognizer(config, AudioConfig.fromStreamInput(stream));
        recogniser.startContinuousRecognitionAsync().get(10, TimeUnit.SECONDS);
        return stream;
    }

    /** One batch of each after the other, spread over their 100 ms. */
    private static void feed(List<PushAudioInputStream> streams, long ms) {
        var silence = new byte[RATE_HZ / 1_000 * BATCH_MS * 2];
        var start = System.nanoTime();
        var between = BATCH_MS * 1_000_000L / streams.size();
        for (var turn = 0; turn < ms / BATCH_MS; turn++) {
            for (var index = 0; index < streams.size(); index++) {
                var due = start + turn * BATCH_MS * 1_000_000L + index * between;
                for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                streams.get(index).write(silence);
            }
        }
    }
}
