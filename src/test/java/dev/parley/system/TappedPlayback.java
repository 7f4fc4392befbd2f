package dev.parley.system;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** What a page sends to its loudspeaker, taken where its playback ends, and decoded. */
final class TappedPlayback {
    private static final int RATE_HZ = 24_000;
    private static final String SCRIPT = "/talk/tap-of-a-test.js"; // of the page's own origin, as its policy wants it

    /** Whatever plays at the wire's rate is also sent to the tap. */
    private static final String INSTALL =
            """
            window.tapped = [];
            const connect = AudioNode.prototype.connect;
            AudioNode.prototype.connect = function (to, ...rest) {
              if (to === this.context.destination && this.context.sampleRate === %d) {
                this.context.audioWorklet.addModule('%s').then(() => {
                  const tap = new AudioWorkletNode(this.context, 'tap', { numberOfOutputs: 0 });
                  tap.port.onmessage = ({ data }) => window.tapped.push(data);
                  connect.call(this, tap);
                });
              }
              return connect.call(this, to, ...rest);
            };"""
                    .formatted(RATE_HZ, SCRIPT);

    private static final String TAP =
            """
            registerProcessor('tap', class extends AudioWorkletProcessor {
              process([[channel]]) {
                if (channel) {
                  this.port.postMessage(Int16Array.from(channel, sample => Math.round(sample * 32767)));
                }
                return true;
              }
            });""";

    private static final String TAKE =
            """
            () => {
              const all = new Uint8Array(window.tapped.reduce((sum, part) => sum + part.byteLength, 0));
              let at = 0;
              for (const part of window.tapped) {
                all.set(new Uint8Array(part.buffer), at);
                at += part.byteLength;
              }
              let binary = '';
              for (let i = 0; i < all.length; i += 8192) {
                binary += String.fromCharCode(...all.subarray(i, i + 8192));
              }
              return btoa(binary);
            }""";

    private final Page page;

    private TappedPlayback(Page page) {
        this.page = page;
    }

    /** Of a page that has not been loaded yet. */
    static TappedPlayback of(Page page) {
        page.addInitScript(INSTALL);
        page.route(
                "**" + SCRIPT,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody(TAP)));
        return new TappedPlayback(page);
    }

    /** The words that sounded so far, whole ones alone. */
    List<String> words() {
        var bytes = Base64.getDecoder().decode((String) page.evaluate(TAKE));
        var samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new ToneDecoder(RATE_HZ)
                .hear(samples, 0, samples.length).stream()
                        .filter(ToneEvent.Heard.class::isInstance)
                        .map(event -> ((ToneEvent.Heard) event).word().text())
                        .toList();
    }
}
