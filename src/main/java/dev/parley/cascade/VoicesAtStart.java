package dev.parley.cascade;

import dev.parley.agents.Persona;
import dev.parley.agents.Personas;
import dev.parley.agents.PersonasLoaded;
import dev.parley.media.AudioFormat;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.Voice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Opens the synthesis connections of the default persona while the server starts, so that its first greetings do not wait
 * for them. Returns at once; opening costs nothing but the connections, no text is spoken. CDI calls it; has no state.
 */
@ApplicationScoped
public class VoicesAtStart {
    private final Personas personas;
    private final TextToSpeech textToSpeech;

    VoicesAtStart() {
        this(null, null);
    }

    @Inject
    public VoicesAtStart(Personas personas, TextToSpeech textToSpeech) {
        this.personas = personas;
        this.textToSpeech = textToSpeech;
    }

    void open(@Observes PersonasLoaded loaded) {
        personas.byDefault().ifPresent(persona -> {
            for (var format : List.of(AudioFormat.PCM_16K, AudioFormat.PCM_24K)) {
                textToSpeech.warm(voice(persona), format);
                if (persona.voice().streamed()) {
                    textToSpeech.warmStream(voice(persona), format);
                }
            }
        });
    }

    static Voice voice(Persona persona) {
        var sound = persona.voice();
        return new Voice(sound.name(), persona.language(), sound.style(), sound.rate(), sound.pitch(), sound.lexicon());
    }
}
