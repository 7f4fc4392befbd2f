package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.emulator.audio.Pcm;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The official JavaScript client of the Realtime protocol, in a browser, talks to a persona. */
@Order(Shared.LAST)
@ResourceLock(value = Shared.REALTIME, mode = ResourceAccessMode.READ)
class JavaScriptClientIT extends InChromium {
    private static final int RATE_HZ = 24_000;
    private static final String ORIGIN = "http://localhost:5173"; // allow-listed in local mode
    private static final String TLS = System.getProperty("parley.tls.url", "https://localhost:9443");
    private static final Path CLIENTS = Path.of("target", "npm");
    private static final long INSTALLS_WITHIN_S = 180;
    private static final int STALLED_AFTER_MS = 20_000;
    private static final int ANSWERS_WITHIN_MS = 60_000;
    private static final String NO_NPM =
            "JavaScript client test skipped: no npm found; install it with: apt-get install npm";

    /** What the client is told to do; it keeps what it is told. */
    private static final String BEGIN =
            """
            async ([key, base]) => {
              const { OpenAI } = await import('/openai/index.mjs');
              const { OpenAIRealtimeWebSocket } = await import('/openai/realtime/websocket.mjs');
              const client = new OpenAI({ apiKey: key, baseURL: base, dangerouslyAllowBrowser: true });
              const talk = new OpenAIRealtimeWebSocket({ model: 'concierge', dangerouslyAllowBrowser: true }, client);
              Object.assign(window, { talk, events: [], errors: [] });
              talk.on('event', event => window.events.push(event));
              talk.on('error', error => window.errors.push(String(error)));
            }
            """;

    private boolean installed;

    @Override
    List<String> flags() {
        return List.of(
                "--ignore-certificate-errors", // the client insists on TLS, and ours is made by the build
                "--disable-features=LocalNetworkAccessChecks"); // its page comes from this test, not from a host
    }

    @BeforeAll
    void install() throws Exception {
        installed = hasNpm();
        if (!installed) {
            assertThat(Boolean.parseBoolean(System.getenv("CI")))
                    .as("CI without npm")
                    .isFalse();
            System.out.println(NO_NPM);
            return;
        }
        Files.createDirectories(CLIENTS);
        for (var file : List.of("package.json", "package-lock.json")) {
            Files.copy(Path.of("src", "test", "js", file), CLIENTS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(CLIENTS.resolve("node_modules/openai"))) {
            run(
                    "npm",
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-timeout=" + STALLED_AFTER_MS, // by itself it waits five minutes for a registry that stalls
                    "--fetch-retries=4",
                    "--fetch-retry-mintimeout=1000",
                    "--fetch-retry-maxtimeout=5000");
        }
    }

    private static boolean hasNpm() {
        return List.of("/usr/bin/npm", "/usr/local/bin/npm").stream()
                .map(Path::of)
                .anyMatch(Files::isExecutable);
    }

    private static void run(String... command) throws Exception {
        var log = CLIENTS.resolve("install.log");
        var process = new ProcessBuilder(command)
                .directory(CLIENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(INSTALLS_WITHIN_S, TimeUnit.SECONDS);
        process.destroy();
        assertThat(ended && process.exitValue() == 0).as(Files.readString(log)).isTrue();
    }

    @Test
    void holdsASpokenInterruptedConversationThatUsesATool() {
        assumeTrue(installed, NO_NPM);
        var page = blank(800, ColorScheme.LIGHT);
        page.route(ORIGIN + "/**", JavaScriptClientIT::serve);
        page.navigate(ORIGIN + "/");
        page.evaluate(BEGIN, List.of(ticket(), TLS + "/openai/v1"));

        assertThat(words(answer(page))).contains("help you");

        says(page, "What are your opening hours on Saturday?");
        var hours = answer(page);
        assertThat(types(hours)).contains("parley.tool", "input_audio_buffer.speech_started");
        assertThat(words(hours)).containsIgnoringCase("noon");

        writes(page, "Please tell me all that you know.");
        page.waitForFunction("() => window.events.some(e => e.type === 'response.output_audio.delta')");
        says(page, "Stop please, where can I park my car?");
        assertThat(answer(page).getLast().toString()).contains("cancelled");
        assertThat(words(answer(page))).contains("Rope Lane");
        assertThat((List<?>) page.evaluate("() => window.errors")).isEmpty();
        page.evaluate("() => window.talk.close()");
    }

    private static void serve(Route route) {
        var path = route.request().url().substring(ORIGIN.length());
        if (path.equals("/")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<!doctype html><title>A client</title><link rel='icon' href='data:,'>"));
            return;
        }
        var file = CLIENTS.resolve("node_modules" + path).normalize();
        try {
            route.fulfill(
                    new Route.FulfillOptions().setContentType("text/javascript").setBody(Files.readString(file)));
        } catch (IOException e) {
            route.fulfill(new Route.FulfillOptions().setStatus(404));
        }
    }

    private static String ticket() {
        return LocalMode.as("talker", "POST", "/api/v1/tickets", "{\"path\":\"/openai/v1/realtime\"}", Map.of())
                .body()
                .get("ticket")
                .asText();
    }

    private static void says(Page page, String words) {
        append(page, ToneEncoder.encode(words, RATE_HZ).pcm());
        append(page, new short[RATE_HZ]);
    }

    private static void append(Page page, short[] pcm) {
        page.evaluate(
                "audio => window.talk.send({ type: 'input_audio_buffer.append', audio })",
                Base64.getEncoder().encodeToString(Pcm.bytes(pcm)));
    }

    private static void writes(Page page, String text) {
        page.evaluate("() => { window.events.length = 0; }");
        page.evaluate(
                """
                text => {
                  window.talk.send({ type: 'conversation.item.create',
                    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] } });
                  window.talk.send({ type: 'response.create' });
                }
                """,
                text);
    }

    /** All events up to the end of the next response; they are taken. */
    @SuppressWarnings("unchecked") // what the script returns
    private static List<Map<String, Object>> answer(Page page) {
        page.waitForFunction(
                "() => window.events.some(e => e.type === 'response.done')",
                null,
                new Page.WaitForFunctionOptions().setTimeout(ANSWERS_WITHIN_MS));
        return (List<Map<String, Object>>) page.evaluate(
                "() => window.events.splice(0, 1 + window.events.findIndex(e => e.type === 'response.done'))");
    }

    private static List<String> types(List<Map<String, Object>> events) {
        return events.stream()
                .map(event -> event.get("type").toString())
                .distinct()
                .toList();
    }

    private static String words(List<Map<String, Object>> events) {
        var audio = new ByteArrayOutputStream();
        events.stream()
                .filter(event -> event.get("type").equals("response.output_audio.delta"))
                .forEach(event -> audio.writeBytes(
                        Base64.getDecoder().decode(event.get("delta").toString())));
        short[] pcm = Pcm.samples(audio.toByteArray());
        return new ToneDecoder(RATE_HZ)
                .hear(pcm, 0, pcm.length).stream()
                        .filter(ToneEvent.Heard.class::isInstance)
                        .map(event -> ((ToneEvent.Heard) event).word().text())
                        .collect(Collectors.joining(" "));
    }
}
