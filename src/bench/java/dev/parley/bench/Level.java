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

    /**
     * Whether the time budgets of the architecture, section 5, hold, and nothing was lost.
     *
     * @param answerStage from what begins an answer to its first audio on the line, as the server has it
     */
    boolean keepsTimes(String answerStage) {
        return errors() == 0
                && afterStop == 0
                && insideMs("frameToRecogniser.p50") <= 0.5
                && insideMs("frameToRecogniser.p99") <= 5
                && insideMs(answerStage + ".p50") <= 2
                && insideMs(answerStage + ".p99") <= 10
                && insideMs("cutToStop.p99") <= 5;
    }

    /** Not where the machine was full: what came late or not at all cost nothing. */
    boolean keepsCpu(int budgetPerCore) {
        return !overwhelmed() && callsPerCore() >= budgetPerCore;
    }

    /** CPU of a call by that of a connection that is echoed. */
    double timesFloor(Floor floor) {
        return coresPerCall() / floor.coresPerConnection();
    }

    int errors() {
        return holes + broken;
    }
}
