package dev.parley.emulator.realtime.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;

/**
 * The native threads and the audio device for one talk at a time, used again for the next.
 *
 * <p>One for each talk, for the device's sake: it begins to record when a connection begins to send, and its recordings and
 * {@code pushAudio} on two threads at once abort the process (a race check in audio_send_stream.cc). So {@link #stopRecording}
 * comes first, and no other connection may start the device again.
 */
final class Booth {
    private final HeadlessAudioDeviceModule device = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory factory = new PeerConnectionFactory(device);

    RTCPeerConnection connection(Peer peer) {
        return factory.createPeerConnection(new RTCConfiguration(), peer);
    }

    AudioTrack track(CustomAudioSource source) {
        return factory.createAudioTrack("voice", source);
    }

    /** The device's thread is gone when this returns. */
    void stopRecording() {
        device.stopRecording();
    }
}
