package dev.parley.emulator.realtime.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.parley.emulator.audio.Pcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One native connection. Its methods may wait for a native thread, which calls the observer's: so they take no lock, and are used
 * by one thread at a time. A closed connection leaves half a megabyte behind: the library never frees it.
 */
final class Peer implements PeerConnectionObserver {
    /** For each step of the negotiation, all on this machine. */
    private static final int STEP_SECONDS = 5;

    private static final int BITS = 16;

    private final Booth booth;
    private final FarEnd farEnd;
    private final CustomAudioSource voice = new CustomAudioSource();
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();
    private final RTCPeerConnection connection;
    private volatile RTCPeerConnectionState state = RTCPeerConnectionState.NEW;
    private volatile RTCDataChannel channel;

    Peer(Booth booth, FarEnd farEnd) {
        this.booth = booth;
        this.farEnd = farEnd;
        connection = booth.connection(this);
        connection.addTrack(booth.track(voice), List.of("realtimeapi"));
    }

    /**
     * The answer, with all candidates in it.
     *
     * @throws PeerFailed if the offer is none that can be answered
     */
    String answer(String offer) {
        var remote = new Done();
        connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.OFFER, offer), remote);
        await(remote.done, "take the offer");
        var made = new Made();
        connection.createAnswer(new RTCAnswerOptions(), made);
        RTCSessionDescription answer = await(made.description, "answer the offer");
        var local = new Done();
        connection.setLocalDescription(answer, local);
        await(local.done, "take the answer");
        await(gathered, "find candidates");
        return connection.getLocalDescription().sdp;
    }

    boolean connected() {
        return state == RTCPeerConnectionState.CONNECTED;
    }

    /** Whether it was there and is gone: for good, so that nobody need wait. */
    boolean gone() {
        RTCDataChannel open = channel;
        return state == RTCPeerConnectionState.FAILED
                || state == RTCPeerConnectionState.CLOSED
                || (open != null && open.getState() == RTCDataChannelState.CLOSED);
    }

    boolean hasChannel() {
        RTCDataChannel open = channel;
        return open != null && open.getState() == RTCDataChannelState.OPEN;
    }

    /** Whether packets go out, of whatever the device records: only now is the device known to have begun. */
    boolean sends() {
        var sent = new CompletableFuture<Boolean>();
        connection.getStats(
                report -> sent.complete(report.getStats().values().stream().anyMatch(Peer::hasSent)));
        return await(sent, "count packets");
    }

    private static boolean hasSent(RTCStats stats) {
        return stats.getType() == RTCStatsType.OUTBOUND_RTP
                && stats.getAttributes().get("packetsSent") instanceof Number packets
                && packets.longValue() > 0;
    }

    /** From now on what is said goes out, and nothing else. To be called when it {@link #sends}, before the first {@link #say}. */
    void takeOver() {
        booth.stopRecording();
    }

    /** 10 ms. */
    void say(short[] pcm, int rateHz) {
        voice.pushAudio(Pcm.bytes(pcm), BITS, rateHz, 1, pcm.length);
    }

    void send(String event) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        try {
            channel.send(new RTCDataChannelBuffer(ByteBuffer.wrap(bytes), false));
        } catch (Exception e) { // the library declares no other
            throw new PeerFailed("An event could not be sent", e);
        }
    }

    /** The last call. */
    void close() {
        if (channel != null) {
            channel.unregisterObserver();
        }
        connection.close();
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState now) {
        state = now;
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        // the answer names them all
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState now) {
        if (now == RTCIceGatheringState.COMPLETE) {
            gathered.complete(null);
        }
    }

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
        if (transceiver.getReceiver().getTrack() instanceof AudioTrack track) {
            track.addSink((data, bits, rateHz, channels, frames) -> farEnd.heard(mono(Pcm.samples(data), channels)));
        }
    }

    @Override
    public void onDataChannel(RTCDataChannel opened) {
        if (channel != null) {
            return; // one is enough for a session
        }
        opened.registerObserver(new Letters());
        channel = opened;
    }

    private static short[] mono(short[] pcm, int channels) {
        var mono = new short[pcm.length / channels];
        for (int i = 0; i < mono.length; i++) {
            mono[i] = pcm[i * channels];
        }
        return mono;
    }

    private static <T> T await(CompletableFuture<T> step, String what) {
        try {
            return step.get(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PeerFailed("The peer could not " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerFailed("Interrupted", e);
        }
    }

    private final class Letters implements RTCDataChannelObserver {
        @Override
        public void onBufferedAmountChange(long before) {
            // what is sent is bounded by its outbox
        }

        @Override
        public void onStateChange() {
            // the talk's own thread looks
        }

        @Override
        public void onMessage(RTCDataChannelBuffer message) {
            farEnd.received(StandardCharsets.UTF_8.decode(message.data).toString());
        }
    }

    private static final class Done implements SetSessionDescriptionObserver {
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        @Override
        public void onSuccess() {
            done.complete(null);
        }

        @Override
        public void onFailure(String error) {
            done.completeExceptionally(new IllegalArgumentException(error));
        }
    }

    private static final class Made implements CreateSessionDescriptionObserver {
        private final CompletableFuture<RTCSessionDescription> description = new CompletableFuture<>();

        @Override
        public void onSuccess(RTCSessionDescription made) {
            description.complete(made);
        }

        @Override
        public void onFailure(String error) {
            description.completeExceptionally(new IllegalArgumentException(error));
        }
    }
}
