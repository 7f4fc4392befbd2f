package dev.parley.line.acs;

import dev.parley.call.MediaCall;
import dev.parley.conversation.ConversationRefused;
import dev.parley.line.LineMeter;
import dev.parley.line.Wire;
import dev.parley.media.AudioFormat;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * One media socket from open to close. What comes in is decoded and handed over at once; what is wrong is answered by a close
 * code with a reason. The container calls it by one thread at a time.
 */
final class MediaStream {
    private static final Logger LOG = System.getLogger(MediaStream.class.getName());
    private static final Set<Integer> RATES = Set.of(16_000, 24_000);
    /** A client that stumbles may go on; one that speaks another protocol is told. */
    private static final int MOST_MALFORMED = 20;
    /** 1 s at 24 kHz: audio may overtake the metadata by that much. */
    private static final int MOST_EARLY_BYTES = AudioFormat.PCM_24K.bytesIn(1_000);

    private final MediaStreams streams;
    private final Wire wire;
    private final LineMeter metrics;
    private final AcsDecoder decoder = new AcsDecoder();
    private final Queue<AcsMessage.Audio> early = new ArrayDeque<>();

    private Optional<MediaCall> call = Optional.empty();
    private boolean guest = true;
    private MediaStreams.Joined joined;
    private int earlyBytes;
    private int malformed;
    private boolean over;

    MediaStream(MediaStreams streams, Wire wire, LineMeter metrics) {
        this.streams = streams;
        this.wire = wire;
        this.metrics = metrics;
    }

    void carries(MediaCall itsCall) {
        call = Optional.of(itsCall);
        guest = false;
    }

    /** Ends the socket; what follows on it is ignored. */
    void refuse(int code, String reason) {
        if (!over) {
            over = true;
            early.clear();
            LOG.log(Level.INFO, "media socket of {0} refused: {1} {2}", name(), Integer.toString(code), reason);
            wire.close(code, reason);
        }
    }

    void received(String message) {
        if (over) {
            return;
        }
        var now = System.nanoTime();
        try {
            switch (decoder.decode(message)) {
                case AcsMessage.Audio audio -> heard(audio, now);
                case AcsMessage.Metadata metadata -> began(metadata);
                case AcsMessage.Key pressed -> pressed(pressed.key());
                case AcsMessage.Other ignored -> {}
            }
        } catch (MalformedMessage wrong) {
            if (++malformed > MOST_MALFORMED) {
                refuse(CloseCodes.MALFORMED, "too many malformed messages, last: " + wrong.getMessage());
            }
        }
    }

    private void heard(AcsMessage.Audio audio, long receivedNanos) {
        if (joined != null) {
            joined.audio().hear(this, audio, receivedNanos);
            metrics.frameHeard(System.nanoTime() - receivedNanos);
            return;
        }
        earlyBytes += Math.max(audio.pcm().length, AudioFormat.PCM_16K.frameBytes());
        if (earlyBytes > MOST_EARLY_BYTES) {
            refuse(CloseCodes.PROTOCOL_ERROR, "audio without AudioMetadata");
        } else {
            early.add(audio);
        }
    }

    private void began(AcsMessage.Metadata metadata) {
        var wrong = wrongWith(metadata);
        if (!wrong.isEmpty()) {
            refuse(CloseCodes.CANNOT_ACCEPT, wrong);
            return;
        }
        var format = new AudioFormat(metadata.sampleRateHz());
        if (joined != null) {
            if (!joined.line().format().equals(format)) {
                refuse(CloseCodes.CANNOT_ACCEPT, "the rate changed within the stream");
            }
            return;
        }
        try {
            var itsCall = call.orElseGet(() -> streams.guest(format));
            call = Optional.of(itsCall);
            joined = streams.join(this, itsCall, format, wire);
        } catch (ConversationRefused refused) {
            refuse(CloseCodes.TRY_LATER, refused.getMessage());
            return;
        }
        LOG.log(Level.DEBUG, "media socket of {0} attached, {1} Hz", name(), format.sampleRateHz());
        while (!early.isEmpty()) {
            joined.audio().hear(this, early.remove(), System.nanoTime());
        }
    }

    private static String wrongWith(AcsMessage.Metadata metadata) {
        if (!metadata.encoding().equalsIgnoreCase("PCM")) {
            return "encoding must be PCM";
        }
        if (!RATES.contains(metadata.sampleRateHz())) {
            return "sampleRate must be 16000 or 24000";
        }
        return metadata.channels() == 1 ? "" : "channels must be 1";
    }

    private void pressed(char key) {
        if (joined != null) {
            joined.conversation().pressed(key);
        }
    }

    /** The socket is gone. A guest has hung up by that; ACS may come again. */
    void closed(String reason) {
        over = true;
        early.clear();
        if (joined == null || !streams.left(joined.conversation().callId(), joined.line())) {
            return;
        }
        if (guest) {
            joined.conversation().end("the guest closed the socket");
        } else {
            joined.conversation().detached(joined.line(), reason);
        }
    }

    private String name() {
        return call.map(MediaCall::callId).orElse("a guest");
    }
}
