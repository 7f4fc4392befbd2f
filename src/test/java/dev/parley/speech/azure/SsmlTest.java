package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.speech.Voice;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class SsmlTest {
    private static final Voice VOICE = new Voice(
            "en-US-AvaMultilingualNeural", Locale.US, Optional.of("cheer'<ful"), Optional.of("+5%"), Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "</voice><voice name='other'>hi|</voice><voice name='other'>hi",
                "a & b &amp; c|a & b &amp; c",
                "end ]]> of <![CDATA[|end ]]> of <![CDATA[",
                "<?xml version='1.0'?>|<?xml version='1.0'?>",
                "\"quoted\" 🙂|\"quoted\" 🙂",
                "a\u0001b\uffffc|a b c",
                "a\ud800b|a b",
            })
    void whateverTheTextItIsTextAndTheDocumentIsWhole(String text, String spoken) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Ssml.of(VOICE, text))));

        assertThat(document.getDocumentElement().getTextContent()).isEqualTo(spoken);
        assertThat(document.getElementsByTagName("voice").getLength()).isEqualTo(1);
    }

    @Test
    void aLexiconIsNamedBeforeTheText() {
        var voice = new Voice(
                "en-US-AvaMultilingualNeural",
                Locale.US,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("https://example.com/names.xml?a=1&b='2'"));

        assertThat(Ssml.of(voice, "hi"))
                .contains("<lexicon uri='https://example.com/names.xml?a=1&amp;b=&apos;2&apos;'/>hi</voice>");
    }
}
