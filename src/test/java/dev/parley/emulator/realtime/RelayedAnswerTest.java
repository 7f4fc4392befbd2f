package dev.parley.emulator.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.emulator.thinking.Relay;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another server thinks for the session. */
class RelayedAnswerTest {
    private final Client client = new Client();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<String> answer = new AtomicReference<>("");
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.get().isEmpty() ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
        client.relay.set(Optional.of(new Relay.Target(url, Optional.of("small"), Optional.empty())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void speaksWhatTheOtherServerSays() {
        answer.set("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Good day.\"}}]}");
        client.send("{'type':'session.update','session':{'type':'realtime','instructions':'Be Nora.'}}")
                .types("Hi.");

        assertThat(client.joined("response.output_audio_transcript.delta")).isEqualTo("Good day.");
        JsonObject request = Client.json(asked.get());
        assertThat(request.getString("model")).isEqualTo("small");
        assertThat(request.getJsonArray("messages").getValuesAs(JsonObject.class))
                .extracting(message -> message.getString("role") + ": " + message.getString("content"))
                .containsExactly("system: Be Nora.", "user: Hi.");
    }

    @Test
    void callsTheFunctionThatTheOtherServerCallsAndTellsItTheResult() {
        client.send("{'type':'session.update','session':{'type':'realtime','tools':[{'type':'function','name':'f'}]}}");
        answer.set("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"x\","
                + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}]}}]}");
        client.types("Do it.");
        String call = client.last("response.function_call_arguments.done").getString("call_id");
        answer.set("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Done.\"}}]}");
        client.send("{'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'" + call
                        + "','output':'ok'}}")
                .send("{'type':'response.create'}");

        assertThat(Client.json(asked.get()).getJsonArray("messages").getValuesAs(JsonObject.class))
                .extracting(message -> message.getString("role"))
                .containsExactly("system", "user", "assistant", "tool");
        assertThat(client.joined("response.output_audio_transcript.delta")).isEqualTo("Done.");
    }

    @Test
    void failsTheResponseWhenTheOtherServerDoes() {
        client.types("Hi.");
        assertThat(client.last("response.done").getJsonObject("response").getString("status"))
                .isEqualTo("failed");
        answer.set("{\"choices\":[]}");
        client.types("Hi.");
        assertThat(client.last("response.done").getJsonObject("response").getString("status"))
                .isEqualTo("failed");
    }
}
