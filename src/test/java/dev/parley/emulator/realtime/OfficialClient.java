package dev.parley.emulator.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.core.http.WebSocketWriteNotAttempted;
import com.openai.credential.BearerTokenCredential;
import com.openai.credential.Credential;
import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeServerEvent;
import dev.parley.emulator.audio.Pcm;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The official Java client on a session; every event that comes is whole in its eyes, but for those that it has no name for. */
public final class OfficialClient implements AutoCloseable {
    private static final int RATE_HZ = 24_000;
    /** Longer than anything takes on a busy machine. */
    private static final long SOON_SECONDS = 30;

    private static final int LARGEST_MESSAGE = 32 << 20;

    private final RealtimeConnection connection;
    private final RealtimeServerEvent first;

    private OfficialClient(RealtimeConnection connection) throws Exception {
        this.connection = connection;
        first = next();
    }

    static OfficialClient connected(String key) throws Exception {
        return connected(key, "gpt-realtime");
    }

    static OfficialClient connected(String key, String model) throws Exception {
        return connected(AzureApiKeyCredential.create(key), model);
    }

    static OfficialClient withSecret(String secret) throws Exception {
        return connected(BearerTokenCredential.create(secret), "gpt-realtime");
    }

    private static OfficialClient connected(Credential credential, String model) throws Exception {
        return connected(RealtimeEmulatorIT.EMULATOR + "/openai/v1", credential, model);
    }

    /** At another address that speaks the protocol. */
    public static OfficialClient connected(String baseUrl, Credential credential, String model) throws Exception {
        var options = ClientOptions.builder()
                .httpClient(OkHttpClient.builder().build())
                .baseUrl(baseUrl)
                .credential(credential)
                .azureUrlPathMode(AzureUrlPathMode.UNIFIED)
                .build();
        var socket = new RealtimeWebSocketOptions.Builder()
                .model(model)
                .maxMessageBytes(LARGEST_MESSAGE)
                .maxQueuedBytes(LARGEST_MESSAGE);
        return new OfficialClient(RealtimeConnection.connect(options, socket.build()));
    }

    /** The event with which the session began. */
    public RealtimeServerEvent first() {
        return first;
    }

    /** An event in JSON with single quotes. The client refuses to queue: what it refuses is sent again. */
    public void send(String event) throws JsonProcessingException {
        var built = ObjectMappers.jsonMapper().readValue(event.replace('\'', '"'), RealtimeClientEvent.class);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON_SECONDS);
        while (true) {
            try {
                connection.send(built);
                return;
            } catch (WebSocketWriteNotAttempted.Busy busy) {
                if (System.nanoTime() > deadline) {
                    throw busy;
                }
                Thread.onSpinWait();
            }
        }
    }

    public void types(String text) throws JsonProcessingException {
        send(
                "{'type':'conversation.item.create','item':{'type':'message','role':'user','content':[{'type':'input_text','text':'"
                        + text + "'}]}}");
        send("{'type':'response.create'}");
    }

    /** Speaks, and is silent for a second, faster than real time. */
    public void says(String words) throws JsonProcessingException {
        append(ToneEncoder.encode(words, RATE_HZ).pcm());
        append(new short[RATE_HZ]);
    }

    private void append(short[] pcm) throws JsonProcessingException {
        send("{'type':'input_audio_buffer.append','audio':'"
                + Base64.getEncoder().encodeToString(Pcm.bytes(pcm)) + "'}");
    }

    /** All events up to the first that fits. */
    public List<RealtimeServerEvent> until(Predicate<RealtimeServerEvent> fits) throws Exception {
        List<RealtimeServerEvent> events = new ArrayList<>();
        do {
            events.add(next());
        } while (!fits.test(events.getLast()));
        return events;
    }

    private RealtimeServerEvent next() throws Exception {
        try {
            var event = connection.receiveAsync().get(SOON_SECONDS, TimeUnit.SECONDS);
            return event._json().filter(OfficialClient::isOurs).isPresent() ? event : event.validate();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The connection ended", e);
        }
    }

    private static boolean isOurs(JsonValue json) {
        return json.toString().contains("type=parley.");
    }

    /** The words in the audio of an answer. */
    public static String words(List<RealtimeServerEvent> events) {
        var audio = new ByteArrayOutputStream();
        events.stream()
                .filter(RealtimeServerEvent::isResponseOutputAudioDelta)
                .forEach(event -> audio.writeBytes(Base64.getDecoder()
                        .decode(event.asResponseOutputAudioDelta().delta())));
        short[] pcm = Pcm.samples(audio.toByteArray());
        return new ToneDecoder(RATE_HZ)
                .hear(pcm, 0, pcm.length).stream()
                        .filter(ToneEvent.Heard.class::isInstance)
                        .map(event -> ((ToneEvent.Heard) event).word().text())
                        .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        connection.close();
    }
}
