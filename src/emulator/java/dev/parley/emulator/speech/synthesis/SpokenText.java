package dev.parley.emulator.speech.synthesis;

import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What an SSML document says. Prosody, styles and breaks are understood and have no sound.
 *
 * @param voice the name of the first voice
 * @param language of the document, or of the voice's name where the document names none
 */
record SpokenText(String text, String voice, String language) {
    /** The service's limit of a message (Microsoft Learn, "Speech service quotas and limits"). */
    private static final int LONGEST = 64 * 1024;

    private static final String SSML = "http://www.w3.org/2001/10/synthesis";
    private static final Set<String> ELEMENTS = Set.of(
            "speak",
            "voice",
            "p",
            "s",
            "break",
            "prosody",
            "emphasis",
            "say-as",
            "phoneme",
            "sub",
            "lang",
            "bookmark",
            "mark",
            "lexicon",
            "audio",
            "w",
            "token",
            "express-as",
            "silence",
            "viseme",
            "backgroundaudio",
            "math",
            "ttsembedding",
            "audioduration",
            "voiceconversion",
            "dialog",
            "turn");
    /** Elements that separate words. */
    private static final Set<String> SEPARATE = Set.of("p", "s", "break", "voice", "silence");

    /** Reads SSML strictly; what is wrong closes the socket as the service does. */
    static SpokenText ssml(String document) {
        if (document.length() > LONGEST) {
            throw new BadFrameException("SSML is too long");
        }
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new Reading(factory.createXMLStreamReader(new StringReader(document))).read();
        } catch (XMLStreamException e) {
            throw new BadFrameException("Ssml parsing error: the document is not well-formed XML");
        }
    }

    /** The language that a voice's name begins with, such as {@code en-US} of {@code en-US-AvaMultilingualNeural}. */
    static String languageOf(String voice) {
        var parts = voice.split("-");
        return parts.length >= 3 ? parts[0] + "-" + parts[1] : "en-US";
    }

    private static final class Reading {
        private final XMLStreamReader xml;
        private final StringBuilder text = new StringBuilder();
        private String voice = "";
        private String language = "";
        private int depth;
        private int inVoice;
        private int inSub;

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        SpokenText read() throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> opened(xml.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> closed(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new BadFrameException("Ssml parsing error: document types and entities are refused");
                    default -> {
                        // comments and processing instructions say nothing
                    }
                }
            }
            if (voice.isEmpty()) {
                throw new BadFrameException("Ssml must contain a voice element with a name");
            }
            return new SpokenText(
                    text.toString().replaceAll("\\s+", " ").strip(),
                    voice,
                    language.isEmpty() ? languageOf(voice) : language);
        }

        private void opened(String name) {
            if (!ELEMENTS.contains(name)) {
                throw new BadFrameException("Ssml contains an element that is unknown");
            }
            if (depth++ == 0) {
                root(name);
            } else if (name.equals("speak")) {
                throw new BadFrameException("Ssml contains speak inside speak");
            }
            if (name.equals("voice")) {
                String given = xml.getAttributeValue(null, "name");
                if (given == null || given.isBlank()) {
                    throw new BadFrameException("Ssml contains a voice without a name");
                }
                voice = voice.isEmpty() ? given : voice;
                inVoice++;
            }
            separate(name);
            if (name.equals("sub")) {
                String alias = xml.getAttributeValue(null, "alias");
                text.append(alias == null ? "" : alias);
                inSub++;
            }
        }

        private void root(String name) {
            if (!name.equals("speak") || !SSML.equals(xml.getNamespaceURI())) {
                throw new BadFrameException("Ssml must begin with speak of " + SSML);
            }
            if (xml.getAttributeValue(null, "version") == null) {
                throw new BadFrameException("Ssml must name its version");
            }
            String given = xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
            if (given == null) {
                throw new BadFrameException("Ssml must name its xml:lang");
            }
            language = given;
        }

        private void closed(String name) {
            depth--;
            inVoice -= name.equals("voice") ? 1 : 0;
            inSub -= name.equals("sub") ? 1 : 0;
            separate(name);
        }

        private void separate(String name) {
            if (SEPARATE.contains(name)) {
                text.append(' ');
            }
        }

        private void characters() {
            if (inVoice > 0 && inSub == 0) {
                text.append(xml.getText());
            } else if (inSub == 0 && !xml.isWhiteSpace()) {
                throw new BadFrameException("Ssml contains text outside of voice");
            }
        }
    }
}
