package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What was measured with so many live calls at once.
 *
 * @param cores of the server's process
 * @param emulatorCores of the services' process beside it
 * @param heapBytes in use after a collection
 * @param stages as the emulator's stopwatches have them
 * @param inside as the server has them
 * @param stops stop messages
 * @param afterStop audio messages that came behind a stop message while the caller still spoke
 * @param holes silences of more than 40 ms inside the agent's speech
 * @param broken calls that ended by themselves, or with protocol errors
 */
record Level(
        int calls,
        double seconds,
        double cores,
        double emulatorCores,
        long heapBytes,
        long residentKb,
        int threads,
        int descriptors,
        JsonNode stages,
        Map<String, Long> inside,
        int turns,
        int stops,
        int afterStop,
        int holes,
        long longestHoleMs,
        int broken) {

    /** CPU of the server for one call, as a share of a core. */
    double coresPerCall() {
        return cores / calls;
    }

    double callsPerCore() {
        return 1 / coresPerCall();
    }

    double stageMs(String stage, String figure) {
        return stages.get(stage).get(figure + "Us").asLong() / 1000.0;
    }

    double insideMs(String figure) {
        return inside.getOrDefault(figure + "Us", 0L) / 1000.0;
    }

    /** Whether more calls would measure nothing but the machine's limits. */
    boolean overwhelmed() {
        return broken > 0 || holes > calls / 4 || insideMs("frameToRecogniser.p99") > 50;
    }

    int errors() {
        return holes + broken;
    }
}
