package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a recording's CPU samples fall.
 *
 * @param samples Java and native together
 * @param rooms share by the innermost room of ours, or by whose thread it is
 * @param methods share by innermost method
 */
record Hotspots(int samples, List<Share> rooms, List<Share> methods) {
    private static final int MOST = 12;

    record Share(String what, double share) {}

    static Hotspots of(Path recording) throws IOException {
        Map<String, Integer> rooms = new HashMap<>();
        Map<String, Integer> methods = new HashMap<>();
        var samples = 0;
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                var name = event.getEventType().getName();
                var stack = event.getStackTrace();
                if (!name.equals("jdk.ExecutionSample")
                        || stack == null
                        || stack.getFrames().isEmpty()) {
                    continue;
                }
                samples++;
                rooms.merge(room(stack), 1, Integer::sum);
                methods.merge(method(stack.getFrames().getFirst()), 1, Integer::sum);
            }
        }
        return new Hotspots(samples, shares(rooms, samples), shares(methods, samples));
    }

    private static String room(RecordedStackTrace stack) {
        for (var frame : stack.getFrames()) {
            var type = frame.getMethod().getType().getName();
            if (type.startsWith("dev.parley.")) {
                return type.substring(0, type.lastIndexOf('.'));
            }
        }
        var outermost = stack.getFrames().getLast().getMethod().getType().getName();
        for (var frame : stack.getFrames()) {
            var type = frame.getMethod().getType().getName();
            if (type.startsWith("com.ibm.") || type.startsWith("io.openliberty.")) {
                return "the server: " + type.substring(0, type.lastIndexOf('.'));
            }
            if (type.startsWith("io.netty.") || type.startsWith("reactor.") || type.startsWith("com.azure.")) {
                return "the Azure SDKs: " + type.substring(0, type.lastIndexOf('.'));
            }
            if (type.startsWith("com.microsoft.")) {
                return "the Speech SDK";
            }
        }
        return "other: " + outermost;
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static List<Share> shares(Map<String, Integer> counts, int samples) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST)
                .map(each -> new Share(each.getKey(), (double) each.getValue() / samples))
                .toList();
    }
}
