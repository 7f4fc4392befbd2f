package dev.parley.conversation.otel;

import dev.parley.config.OpenAiSettings;
import dev.parley.config.RealtimeSettings;
import dev.parley.config.Settings;
import dev.parley.config.SpeechSettings;
import java.net.URI;
import java.util.Optional;

/** Hosts of the services that a call's spans speak of; of the speech-to-speech model the one that is asked first. */
record Peers(Optional<String> speech, Optional<String> chat, Optional<String> realtime) {
    static final Peers UNKNOWN = new Peers(Optional.empty(), Optional.empty(), Optional.empty());

    static Peers of(Settings settings) {
        return new Peers(
                settings.speech().map(SpeechSettings::root).map(URI::getHost),
                settings.openAi().map(OpenAiSettings::endpoint).map(URI::getHost),
                settings.realtime().map(RealtimeSettings::endpoint).map(URI::getHost));
    }
}
