package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.PropertyId;
import com.microsoft.cognitiveservices.speech.SpeechConfig;
import com.microsoft.cognitiveservices.speech.SpeechSynthesisOutputFormat;
import dev.parley.config.SpeechSettings;
import dev.parley.media.AudioFormat;
import dev.parley.speech.Listening;
import java.net.URI;

/** Where and as whom the service is reached: makes the SDK's configurations, which their taker closes. */
record AzureEndpoint(SpeechSettings settings, SpeechKey key) {
    /**
     * 20 ms: how often the SDK looks whether a recogniser's socket has something to read or to send. By itself it looks every
     * 10 ms, which is most of what a recogniser costs (docs/bench/README.md).
     */
    private static final String LOOK_EVERY_MS = "20";

    /** Native. Continuous recognition of one call. */
    SpeechConfig recognition(Listening how) {
        var config = config();
        config.setSpeechRecognitionLanguage(how.language().toLanguageTag());
        config.setProperty(
                PropertyId.Speech_SegmentationSilenceTimeoutMs,
                Long.toString(how.endOfSpeech().toMillis()));
        config.setProperty("SPEECH-USPRunPollingInterval", LOOK_EVERY_MS);
        return config;
    }

    /** Native. Synthesis in raw PCM: a RIFF format would put a header before every event's audio (azure-speech-usp §6). */
    SpeechConfig synthesis(AudioFormat format) {
        var config = config();
        config.setSpeechSynthesisOutputFormat(rawPcm(format));
        return config;
    }

    /** Native. Synthesis of text that comes in pieces: the voice is named here, there is no markup (azure-speech-usp §6). */
    SpeechConfig streamedSynthesis(String voice, AudioFormat format) {
        var host = settings.host()
                .map(own -> own + "/tts")
                .orElseGet(() -> "wss://" + settings.region().orElseThrow() + ".tts.speech.microsoft.com");
        var config = SpeechConfig.fromEndpoint(URI.create(host + "/cognitiveservices/websocket/v2"), settings.key());
        config.setSpeechSynthesisOutputFormat(rawPcm(format));
        config.setSpeechSynthesisVoiceName(voice);
        return config;
    }

    /** Native, takes about a second the first time: unpacks and loads the library. */
    void load() {
        config().close();
    }

    private SpeechConfig config() {
        return settings.host()
                .map(host -> SpeechConfig.fromHost(host, settings.key()))
                .orElseGet(() -> SpeechConfig.fromSubscription(
                        settings.key(), settings.region().orElseThrow()));
    }

    private static SpeechSynthesisOutputFormat rawPcm(AudioFormat format) {
        return switch (format.sampleRateHz()) {
            case 8_000 -> SpeechSynthesisOutputFormat.Raw8Khz16BitMonoPcm;
            case 16_000 -> SpeechSynthesisOutputFormat.Raw16Khz16BitMonoPcm;
            case 24_000 -> SpeechSynthesisOutputFormat.Raw24Khz16BitMonoPcm;
            case 48_000 -> SpeechSynthesisOutputFormat.Raw48Khz16BitMonoPcm;
            default -> throw new IllegalArgumentException("the service speaks no " + format.sampleRateHz() + " Hz");
        };
    }
}
