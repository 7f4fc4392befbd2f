package dev.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The talk page as somebody uses it who talks to the model itself, by WebRTC, and interrupts the greeting after some seconds. */
@Isolated("hears in real time, for which a machine is too slow that does more")
class DirectTalkIT extends InConsole {
    private static final String TALK = LocalMode.PARLEY + "/talk?persona=concierge";
    private static final String SCRIPT = LocalMode.EMULATOR + "/emulator/thinking/script";
    /** Time for the greeting, a question and its answer, on a slow machine. */
    private static final double A_TURN_MS = 60_000;

    /** Half a minute, so that whoever speaks interrupts it. */
    private static final String GREETING =
            "Good day from the model itself, " + "which has much to tell, ".repeat(15) + "bye.";

    private static final String ANSWER = "At " + "noon ".repeat(10) + "we close.";

    /** An answer without a candidate: nobody can be reached. */
    private static final String NOBODY =
            """
            const ask = window.fetch;
            window.fetch = async (address, how) => {
              if (!String(address).includes('/realtime/calls')) {
                return ask(address, how);
              }
              const peer = new RTCPeerConnection();
              await peer.setRemoteDescription({ type: 'offer', sdp: how.body });
              const { sdp } = await peer.createAnswer();
              return new Response(sdp, { status: 201 });
            };""";

    /** Keeps what the model tells, by its type. */
    private static final String LISTENING =
            """
            window.told = [];
            const open = RTCPeerConnection.prototype.createDataChannel;
            RTCPeerConnection.prototype.createDataChannel = function (...how) {
              const channel = open.apply(this, how);
              channel.addEventListener('message', ({ data }) => window.told.push(JSON.parse(data).type));
              return channel;
            };""";

    /** A model at the other end of the page's offer, as far as one can be in the same browser: it greets when told to begin. */
    private static final String MODEL =
            """
            const ask = window.fetch;
            window.fetch = async (address, how) => {
              if (!String(address).includes('/realtime/calls')) {
                return ask(address, how);
              }
              const peer = new RTCPeerConnection();
              peer.ontrack = ({ track }) => (window.heardByTheModel = track.kind);
              peer.ondatachannel = ({ channel }) => {
                const tell = event => channel.send(JSON.stringify(event));
                const said = { item_id: 'i1', response_id: 'r1' };
                channel.onmessage = ({ data }) => {
                  if (JSON.parse(data).type === 'response.create') {
                    tell({ type: 'response.created', response: { id: 'r1' } });
                    tell({ type: 'response.output_audio_transcript.delta', ...said, delta: 'Good day from the model.' });
                    tell({ type: 'output_audio_buffer.started', response_id: 'r1' });
                  }
                };
              };
              await peer.setRemoteDescription({ type: 'offer', sdp: how.body });
              await peer.setLocalDescription();
              while (peer.iceGatheringState !== 'complete') {
                await new Promise(changed => (peer.onicegatheringstatechange = changed));
              }
              return new Response(peer.localDescription.sdp, { status: 201 });
            };""";

    @Override
    List<String> flags() {
        return Stream.concat(
                        FakeMicrophone.saying("Sorry, when are you open on Saturday?", 8_000).stream(),
                        Stream.of("--ignore-certificate-errors")) // the emulator's, which the server trusts
                .toList();
    }

    @AfterEach
    void nothingLeftToSay() {
        LocalMode.delete(SCRIPT);
    }

    /**
     * Jitter buffers stretch sound where a machine is busy, which costs tone speech words. So any word of the question shows that it
     * was heard, and the answer says its word often.
     */
    @Test
    void whoIsConnectedToTheModelIsHeardAndHearsTheAnswer() {
        modelIsToSay(GREETING, ANSWER);
        var page = page(390, ColorScheme.LIGHT);
        var played = TappedPlayback.ofPeer(page);
        page.addInitScript(LISTENING);
        page.navigate(TALK);
        page.getByText("Directly to the model").click();
        assertThat(page.locator("#way-hint")).containsText("no tools");
        shot(page, "talk-phone-light");

        button(page, "Call").click();
        needsAPeer();

        assertThat(agent(page).first()).containsText("Good day", within());
        assertThat(page.locator(".line.caller").first())
                .containsText(Pattern.compile("Sorry|when|are|you|open|Saturday"), within());
        assertThat(agent(page).filter(new Locator.FilterOptions().setHasText("noon")))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(A_TURN_MS));
        assertThat(state(page)).hasText("listening", new LocatorAssertions.HasTextOptions().setTimeout(A_TURN_MS));
        assertThat(played.words()).contains("noon").doesNotContain("bye.");
        assertThat(page.evaluate("window.told"))
                .asInstanceOf(LIST)
                .doesNotContain("response.output_audio.delta", "error")
                .containsSubsequence(
                        "session.created",
                        "output_audio_buffer.started",
                        "input_audio_buffer.speech_started",
                        "output_audio_buffer.cleared",
                        "conversation.item.truncated",
                        "output_audio_buffer.started",
                        "output_audio_buffer.stopped");
        button(page, "Hang up").click();
        assertThat(state(page)).hasText("ended");
    }

    @Test
    void whereNoMediaFlowsThePageSaysSo() {
        var page = page(390, ColorScheme.LIGHT);
        page.addInitScript(NOBODY);
        page.navigate(TALK);
        page.getByText("Directly to the model").click();

        button(page, "Call").click();

        assertThat(page.locator("#problem")).containsText("no sound comes through", within());
        assertThat(button(page, "Call again")).isEnabled();
        page.getByLabel("Persona").selectOption("reception");
        assertThat(page.getByLabel("Directly to the model")).isDisabled();
    }

    @Test
    void aTalkDirectlyToTheModelSendsTheMicrophoneAndShowsWhatIsSaid() {
        var page = page(1280, ColorScheme.LIGHT);
        page.addInitScript(MODEL);
        page.navigate(TALK);
        page.getByText("Directly to the model").click();

        button(page, "Call").click();

        assertThat(agent(page)).containsText("Good day from the model.", within());
        assertThat(state(page)).hasText("speaking");
        assertThat(page.evaluate("window.heardByTheModel")).isEqualTo("audio");
        button(page, "Hang up").click();
        assertThat(state(page)).hasText("ended");
    }

    /** Behind the first offer: the emulator then knows whether there is a library for this machine. */
    private static void needsAPeer() {
        var peers = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> LocalMode.get(LocalMode.EMULATOR + "/emulator/realtime")
                                .body()
                                .get("peers"),
                        now -> now.get("open").asInt() > 0 || now.has("missing"));
        assumeFalse(
                peers.has("missing"),
                "No media flows over WebRTC: " + peers.path("missing").asText());
    }

    /** One answer after the other, whatever is asked. */
    private static void modelIsToSay(String... answers) {
        var turns = Stream.of(answers).map("{\"say\":\"%s\"}"::formatted).collect(Collectors.joining(","));
        var put = LocalMode.post(SCRIPT, "{\"turns\":[" + turns + "]}");
        assertThat(put.status()).as(put.body().toString()).isEqualTo(201);
    }

    private static Locator agent(Page page) {
        return page.locator(".line.agent");
    }

    private static Locator state(Page page) {
        return page.locator("#state");
    }

    private static LocatorAssertions.ContainsTextOptions within() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(A_TURN_MS);
    }
}
