package dev.parley.web;

import dev.parley.config.Settings;
import java.net.URI;

/** Where a browser sends its offer when it talks to the model itself, as origins of a content security policy. */
final class TalkOrigins {
    private TalkOrigins() {}

    /** Empty where no speech-to-speech model is set. */
    static String of(Settings settings) {
        return settings.realtime()
                .map(azure -> settings.tokens()
                        .region()
                        .map(region -> "https://" + region + ".realtimeapi-preview.ai.azure.com")
                        .orElse(origin(azure.endpoint())))
                .orElse("");
    }

    private static String origin(URI endpoint) {
        return endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    }
}
