package dev.parley.speech.azure;

import dev.parley.speech.Voice;

/** Plain text as SSML: the text can never become markup. */
final class Ssml {
    private Ssml() {}

    static String of(Voice voice, String text) {
        var ssml = new StringBuilder(text.length() + 400)
                .append("<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis'")
                .append(" xmlns:mstts='https://www.w3.org/2001/mstts' xml:lang='")
                .append(escaped(voice.language().toLanguageTag()))
                .append("'><voice name='")
                .append(escaped(voice.name()))
                .append("'>");
        voice.lexicon()
                .ifPresent(uri ->
                        ssml.append("<lexicon uri='").append(escaped(uri)).append("'/>"));
        voice.style().ifPresent(style -> ssml.append("<mstts:express-as style='")
                .append(escaped(style))
                .append("'>"));
        boolean prosody = voice.rate().isPresent() || voice.pitch().isPresent();
        if (prosody) {
            ssml.append("<prosody");
            voice.rate()
                    .ifPresent(
                            rate -> ssml.append(" rate='").append(escaped(rate)).append('\''));
            voice.pitch()
                    .ifPresent(pitch ->
                            ssml.append(" pitch='").append(escaped(pitch)).append('\''));
            ssml.append('>');
        }
        ssml.append(escaped(text));
        if (prosody) {
            ssml.append("</prosody>");
        }
        if (voice.style().isPresent()) {
            ssml.append("</mstts:express-as>");
        }
        return ssml.append("</voice></speak>").toString();
    }

    /** Markup characters as entities; what XML 1.0 cannot hold as a space. */
    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> out.appendCodePoint(isXml(c) ? c : ' ');
            }
        });
        return out.toString();
    }

    /** Char of XML 1.0, section 2.2. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }
}
