package dev.parley.emulator.latency;

import java.util.Arrays;
import java.util.Optional;

/** What takes time. The values of {@code azure} are those of reference/latency.md, with their sources. */
public enum Stage {
    /** End of the caller's speech to the final transcript. pipecat-ai/stt-benchmark README, Azure Speech, 1000 samples. */
    FINAL("finalMs", new Distribution(1_016, 1_345)),
    /** End of a word to the partial that has it for good. An assumption, to be stated with every figure. */
    PARTIAL("partialMs", new Distribution(250, 450)),
    /** Request to the model's first token. kwindla/aiewf-eval README, gpt-4.1 chat, 30-turn tool conversation. */
    FIRST_TOKEN("firstTokenMs", new Distribution(536, 1_771)),
    /** Text to the first audio of it. livekit/livekit issue 3548, Azure neural synthesis. */
    FIRST_BYTE("firstByteMs", new Distribution(400, 430)),
    /** One way between ACS and its server. An assumption. */
    NETWORK("networkMs", new Distribution(40, 80)),
    /**
     * A speech-to-speech model's turn to its first audio. kwindla/aiewf-eval README, gpt-realtime-1.5: 1152 ms voice to voice, less
     * the 500 ms of silence that end a turn; the 95th percentile is an assumption.
     */
    SPOKEN_REPLY("spokenReplyMs", new Distribution(652, 1_304));

    private final String wire;
    private final Distribution azure;

    Stage(String wire, Distribution azure) {
        this.wire = wire;
        this.azure = azure;
    }

    public String wire() {
        return wire;
    }

    Distribution azure() {
        return azure;
    }

    public static Optional<Stage> named(String name) {
        return Arrays.stream(values()).filter(stage -> stage.wire.equals(name)).findFirst();
    }
}
