package dev.parley.emulator.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEvent;
import dev.parley.emulator.tone.ToneWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynthesisTest {
    private static final String OPEN =
            "<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='en-US'>";

    @Test
    void ssmlSaysItsTextVoiceAndLanguage() {
        var spoken =
                SpokenText.ssml(OPEN + "<voice name='en-GB-SoniaNeural'><prosody rate='slow'>Tea &amp; <emphasis>milk"
                        + "</emphasis></prosody><break time='300ms'/>at <sub alias='five'>5</sub>.</voice></speak>");
        assertThat(spoken.text()).isEqualTo("Tea & milk at five.");
        assertThat(spoken.voice()).isEqualTo("en-GB-SoniaNeural");
        assertThat(spoken.language()).isEqualTo("en-US");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "<speak>hello</speak>",
                OPEN + "hello</speak>",
                OPEN + "<voice>hello</voice></speak>",
                OPEN + "<voice name='a'>hello</speak>",
                OPEN + "<voice name='a'><script>hello</script></voice></speak>",
                "<!DOCTYPE speak [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + OPEN
                        + "<voice name='a'>&x;</voice></speak>"
            })
    void ssmlThatIsWrongIsRefused(String document) {
        assertThatExceptionOfType(BadFrameException.class).isThrownBy(() -> SpokenText.ssml(document));
    }

    @Test
    void piecesAreSpokenAsSoonAsTheirWordsAreWhole() {
        var voice = new ToneVoice(16_000);
        var pcm = new ArrayList<short[]>();
        assertThat(said(voice.text("Hel"), pcm)).isEmpty();
        assertThat(said(voice.text("lo the"), pcm)).containsExactly("Hello");
        assertThat(said(voice.text("re. "), pcm)).containsExactly("there.");
        assertThat(said(voice.text("Bye"), pcm)).isEmpty();
        assertThat(said(voice.end(), pcm)).containsExactly("Bye");

        var ear = new ToneDecoder(16_000);
        var heard = new ArrayList<ToneEvent>();
        pcm.forEach(piece -> heard.addAll(ear.hear(piece, 0, piece.length)));
        assertThat(heard).hasSize(5);
        assertThat(heard.getLast()).isInstanceOf(ToneEvent.Ended.class);
    }

    @Test
    void boundariesCoverTheWordAndEachPunctuation() {
        var metadata = new WordBoundaries(16_000, true)
                .metadata(List.of(new ToneWord("(A-1042),", 0, 16_000)))
                .toString();
        assertThat(metadata)
                .contains(
                        "\"Text\":\"(\"",
                        "\"Text\":\"A-1042\"",
                        "\"Text\":\"),\"",
                        "PunctuationBoundary",
                        "WordBoundary");
        assertThat(new WordBoundaries(16_000, false)
                        .metadata(List.of(new ToneWord("Hi!", 0, 16_000)))
                        .toString())
                .doesNotContain("PunctuationBoundary")
                .contains("\"Offset\":0");
    }

    @Test
    void otherFormatsThanPcmAreRefused() {
        assertThat(AudioOutput.named("riff-24khz-16bit-mono-pcm").sampleRateHz())
                .isEqualTo(24_000);
        assertThatExceptionOfType(BadFrameException.class)
                .isThrownBy(() -> AudioOutput.named("audio-24khz-48kbitrate-mono-mp3"));
    }

    @Test
    void anAudibleVoiceSpeaksSentenceBySentence() {
        Assumptions.assumeTrue(AudibleVoice.installed(), "espeak-ng is not installed");
        var voice = new AudibleVoice("en-US", 16_000);
        assertThat(voice.text("Good morning. How").words())
                .extracting(ToneWord::text)
                .containsExactly("Good", "morning.");
        var rest = voice.end();
        assertThat(rest.words()).extracting(ToneWord::text).containsExactly("How");
        assertThat(rest.words().getFirst().startSample()).isGreaterThan(8_000);
        assertThat(rest.pcm().length).isGreaterThan(1_600);
    }

    private static List<String> said(Spoken spoken, List<short[]> pcm) {
        pcm.add(spoken.pcm());
        return spoken.words().stream().map(ToneWord::text).toList();
    }
}
