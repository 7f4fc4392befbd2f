package dev.parley.line.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcsCodecTest {
    private static final long STAMP_MS =
            Instant.parse("2024-11-15T19:16:12.925Z").toEpochMilli();

    private final AcsDecoder decoder = new AcsDecoder();

    @ParameterizedTest
    @CsvSource({
        "audio-data,true,4:+15551230000",
        "audio-data-pascal,true,4:+15551230000",
        "audio-data-sparse,true,''",
        "audio-data-js,false,''"
    })
    void audioIsReadInEveryCasingAndOrder(String sample, boolean stamped, String participant) {
        var audio = (AcsMessage.Audio) decoder.decode(WireSamples.message(sample));

        assertThat(audio.pcm()).isEqualTo(WireSamples.audio());
        assertThat(audio.silent()).isFalse();
        assertThat(audio.participant()).isEqualTo(participant);
        assertThat(audio.stampMs()).isEqualTo(stamped ? STAMP_MS : 0);
    }

    @Test
    void aSilentFrameMayCarryNoData() {
        var audio = (AcsMessage.Audio) decoder.decode(WireSamples.message("audio-data-silent-empty"));

        assertThat(audio.silent()).isTrue();
        assertThat(audio.pcm()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"audio-metadata,16000", "audio-metadata-payload,24000"})
    void metadataIsReadUnderItsOwnNameAndUnderPayload(String sample, int rate) {
        var metadata = (AcsMessage.Metadata) decoder.decode(WireSamples.message(sample));

        assertThat(metadata.encoding()).isEqualToIgnoringCase("PCM");
        assertThat(metadata.sampleRateHz()).isEqualTo(rate);
        assertThat(metadata.channels()).isEqualTo(1);
    }

    @Test
    void bothSpellingsOfAKeyMessageAreRead() {
        assertThat(decoder.decode(WireSamples.message("dtmf-data"))).isEqualTo(new AcsMessage.Key('3'));
        assertThat(decoder.decode(WireSamples.message("dtmf-tone"))).isEqualTo(new AcsMessage.Key('#'));
    }

    @ParameterizedTest
    @CsvSource({"three,3", "*,*", "asterisk,*", "#,#", "Pound,#", "a,A", "zero,0", "7,7"})
    void keysAreReadInEverySpelling(String spelling, char key) {
        var message = "{\"kind\":\"DtmfData\",\"dtmfData\":{\"data\":\"" + spelling + "\"}}";
        assertThat(decoder.decode(message)).isEqualTo(new AcsMessage.Key(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-metadata", "stop-audio-of-a-client"})
    void otherKindsAreTold(String sample) {
        assertThat(decoder.decode(WireSamples.message(sample))).isInstanceOf(AcsMessage.Other.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 640, 64_000})
    void framesOfAnyLengthAreRead(int bytes) {
        var data = Base64.getEncoder().encodeToString(new byte[bytes]);
        var audio =
                (AcsMessage.Audio) decoder.decode("{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"" + data + "\"}}");
        assertThat(audio.pcm()).hasSize(bytes);
        assertThat(audio.silent()).isFalse();
    }

    @Test
    void nothingOfOneMessageReachesTheNext() {
        decoder.decode(WireSamples.message("audio-data"));
        var next = (AcsMessage.Audio) decoder.decode("{\"kind\":\"AudioData\",\"audioData\":{\"silent\":true}}");
        assertThat(next.pcm()).isEmpty();
        assertThat(next.participant()).isEmpty();
        assertThat(next.stampMs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "hello",
                "[]",
                "{}",
                "{\"kind\":\"AudioData\"",
                "{\"kind\":\"AudioData\"} {}",
                "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"***\"}}",
                "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\"AAAA\"}}",
                "{\"kind\":\"DtmfData\",\"dtmfData\":{}}",
                "{\"kind\":\"DtmfData\",\"dtmfData\":{\"data\":\"twelve\"}}",
                "{\"other\":1}"
            })
    void whatIsNoMediaMessageIsMalformedAndNotQuoted(String message) {
        assertThatThrownBy(() -> decoder.decode(message))
                .isInstanceOf(MalformedMessage.class)
                .hasNoCause()
                .message()
                .doesNotContain("AAAA", "twelve", "hello");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-15T19:16:12.925Z,1731698172925",
        "2024-11-15T19:16:12Z,1731698172000",
        "2024-11-15T19:16:12.9251234Z,1731698172925",
        "2024-11-15T20:16:12.925+01:00,1731698172925",
        "1731698172925,1731698172925",
        "40,0",
        "yesterday,0",
        "2024-99-15T19:16:12.925Z,0"
    })
    void timeStampsAreIsoOrNumbersOrNoTime(String text, long ms) {
        assertThat(TimeStamps.ofText(text)).isEqualTo(ms);
    }

    @Test
    void audioAndStopAreWrittenInTheShapeOfTheJavaSdk() {
        assertThat(AcsEncoder.audio(WireSamples.audio())).isEqualTo(WireSamples.message("out-audio-data"));
        assertThat(AcsEncoder.STOP).isEqualTo(WireSamples.message("out-stop-audio"));
    }

    @Test
    void whatIsWrittenIsRead() {
        var audio = (AcsMessage.Audio) decoder.decode(AcsEncoder.audio(WireSamples.audio()));
        assertThat(audio.pcm()).isEqualTo(WireSamples.audio());
    }
}
