package dev.parley.emulator.acs.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes of protocols/acs-media-streaming.md §3. */
class AgentMessageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Kind\":\"AudioData\",\"AudioData\":{\"Data\":\"AQD/fw==\"},\"StopAudio\":null}",
                "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"AQD/fw==\",\"timestamp\":null,\"participant\":null,\"isSilent\":false},\"stopAudio\":null}",
                "{\"kind\":\"audioData\",\"audioData\":{\"data\":\"AQD/fw==\",\"isSilent\":false},\"stopAudio\":{}}",
                "{\"kind\":\"AudioData\",\"AudioData\":{\"data\":\"AQD/fw==\"},\"StopAudio\":null}",
            })
    void audioOfEveryOfficialSdkIsUnderstood(String text) {
        assertThat(AgentMessage.parse(text))
                .isInstanceOfSatisfying(AgentMessage.Audio.class, audio -> assertThat(audio.pcm())
                        .containsExactly((short) 1, Short.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Kind\":\"StopAudio\",\"AudioData\":null,\"StopAudio\":{}}",
                "{\"kind\":\"StopAudio\",\"stopAudio\":{}}",
                "{\"kind\":\"stopAudio\",\"stopAudio\":{}}",
            })
    void aStopOfEveryOfficialSdkIsUnderstood(String text) {
        assertThat(AgentMessage.parse(text)).isInstanceOf(AgentMessage.Stop.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"audioData\":{\"data\":\"AAA=\"}}",
                "{\"kind\":\"MarkData\"}",
                "{\"kind\":\"AudioData\"}",
                "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"A\"}}",
                "{\"kind\":7}",
            })
    void whatTheServiceDoesNotTakeIsWrong(String text) {
        assertThat(AgentMessage.parse(text)).isInstanceOf(AgentMessage.Wrong.class);
    }

    @Test
    void anOddNumberOfBytesIsWrong() {
        assertThat(AgentMessage.parse("{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"AAAA\"}}"))
                .isInstanceOfSatisfying(AgentMessage.Wrong.class, wrong -> assertThat(wrong.problem())
                        .contains("odd"));
    }

    @Test
    void theServiceSendsFramesOf640And960Bytes() {
        assertThat(new ServiceMessages("s", "4:+1555", 16_000).metadata()).contains("\"length\":640");
        assertThat(new ServiceMessages("s", "4:+1555", 24_000).metadata()).contains("\"length\":960");
        assertThat(new ServiceMessages("s", "4:+1555", 24_000).audio(null))
                .contains("\"silent\":true")
                .contains("\"data\":\"" + "A".repeat(1280) + "\"")
                .contains("\"participantRawID\":\"4:+1555\"");
        assertThat(new ServiceMessages("s", "", 16_000).audio(new short[320]))
                .contains("\"silent\":false")
                .doesNotContain("participant");
    }
}
