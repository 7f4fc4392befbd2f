package dev.parley.system;

import com.microsoft.playwright.Page;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** What a page sends to its loudspeaker, taken where its playback ends, and decoded. */
final class TappedPlayback {
    private static final int RATE_HZ = 24_000;

    /** Whatever plays at the wire's rate also goes where the page takes a microphone's samples. */
    private static final String INSTALL =
            """
            window.tapped = [];
            const connect = AudioNode.prototype.connect;
            AudioNode.prototype.connect = function (to, ...rest) {
              if (to === this.context.destination && this.context.sampleRate === %d) {
                this.context.audioWorklet.addModule('/talk/capture-worklet.js').then(() => {
                  const tap = new AudioWorkletNode(this.context, 'parley-capture', { numberOfOutputs: 0 });
                  tap.port.onmessage = ({ data }) =>
                    window.tapped.push(Int16Array.from(data, sample => Math.round(sample * 32767)));
                  connect.call(this, tap);
                });
              }
              return connect.call(this, to, ...rest);
            };"""
                    .formatted(RATE_HZ);

    /** The same of what comes over WebRTC, which an element of the page plays. */
    private static final String INSTALL_FOR_PEERS =
            """
            window.tapped = [];
            window.RTCPeerConnection = class extends window.RTCPeerConnection {
              constructor(...how) {
                super(...how);
                this.addEventListener('track', async ({ streams }) => {
                  const context = new AudioContext({ sampleRate: %d });
                  await context.audioWorklet.addModule('/talk/capture-worklet.js');
                  const tap = new AudioWorkletNode(context, 'parley-capture', { numberOfOutputs: 0 });
                  tap.port.onmessage = ({ data }) =>
                    window.tapped.push(Int16Array.from(data, sample => Math.round(sample * 32767)));
                  context.createMediaStreamSource(streams[0]).connect(tap);
                });
              }
            };"""
                    .formatted(RATE_HZ);

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
        return new TappedPlayback(page);
    }

    /** Of a page that has not been loaded yet, and will talk by WebRTC. */
    static TappedPlayback ofPeer(Page page) {
        page.addInitScript(INSTALL_FOR_PEERS);
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
