package dev.parley.emulator.acs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Base64;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.Config;

/**
 * What can be set about the emulated ACS.
 *
 * <table>
 * <caption>MicroProfile Config keys</caption>
 * <tr><td>{@code emulator.acs.access-key}</td><td>base64 of the resource's key; default
 * {@code bG9jYWwtYWNzLWFjY2Vzcy1rZXktb2YtdGhlLWVtdWxhdG9y}</td></tr>
 * <tr><td>{@code emulator.acs.resource-id}</td><td>GUID that tokens name as audience; default
 * {@code 11111111-2222-4333-8444-555555555555}</td></tr>
 * <tr><td>{@code emulator.acs.downlink-ms}, {@code emulator.acs.jitter-ms}</td><td>delay from play-out to the caller's ear
 * where a call names none; default 0</td></tr>
 * <tr><td>{@code emulator.acs.answer-within-ms}</td><td>how long a call rings; default 30000</td></tr>
 * <tr><td>{@code emulator.acs.recordings-mb}</td><td>memory for the audio of all calls; default 128</td></tr>
 * <tr><td>{@code emulator.eventgrid.endpoint}</td><td>where incoming calls are announced; default {@code
 * http://localhost:9080/api/v1/calls/answer?key=local-event-grid-key}, the port that of {@code parley.http.port}</td></tr>
 * <tr><td>{@code emulator.eventgrid.duplicate-share}</td><td>share of announcements delivered twice, 0 to 1; default
 * 0</td></tr>
 * </table>
 */
@ApplicationScoped
public class AcsSettings {
    private static final String ACCESS_KEY = "bG9jYWwtYWNzLWFjY2Vzcy1rZXktb2YtdGhlLWVtdWxhdG9y";
    private static final String RESOURCE_ID = "11111111-2222-4333-8444-555555555555";

    private final Config config;

    @Inject
    public AcsSettings(Config config) {
        this.config = config;
    }

    AcsSettings() {
        this(null);
    }

    /** The key that requests are signed with, decoded. */
    public byte[] accessKey() {
        return Base64.getDecoder().decode(text("emulator.acs.access-key", ACCESS_KEY));
    }

    /** The audience of all tokens. */
    public String resourceId() {
        return text("emulator.acs.resource-id", RESOURCE_ID);
    }

    public int downlinkMs() {
        return whole("emulator.acs.downlink-ms", 0, 0, 2000);
    }

    public int jitterMs() {
        return whole("emulator.acs.jitter-ms", 0, 0, 1000);
    }

    /** Milliseconds an incoming call rings. */
    public int answerWithinMs() {
        return whole("emulator.acs.answer-within-ms", 30_000, 100, 120_000);
    }

    /** Bytes that the audio of all calls may take. */
    public long recordingBytes() {
        return whole("emulator.acs.recordings-mb", 128, 1, 4096) * 1_048_576L;
    }

    /** The subscription's web hook. */
    public URI eventGridEndpoint() {
        String port = text("parley.http.port", "9080");
        return URI.create(text(
                "emulator.eventgrid.endpoint",
                "http://localhost:" + port + "/api/v1/calls/answer?key=local-event-grid-key"));
    }

    public double duplicateShare() {
        return config.getOptionalValue("emulator.eventgrid.duplicate-share", Double.class)
                .orElse(0.0);
    }

    private String text(String key, String otherwise) {
        return config.getOptionalValue(key, String.class).orElse(otherwise);
    }

    private int whole(String key, int otherwise, int least, int most) {
        int value = config.getOptionalValue(key, Integer.class).orElse(otherwise);
        if (value < least || value > most) {
            throw new NoSuchElementException(key + " must be from " + least + " to " + most);
        }
        return value;
    }
}
