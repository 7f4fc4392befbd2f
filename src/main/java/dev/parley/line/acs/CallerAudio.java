package dev.parley.line.acs;

import dev.parley.conversation.LiveConversation;
import dev.parley.line.LineMeter;
import dev.parley.media.AudioFormat;
import dev.parley.media.Timeline;
import java.util.Optional;

/**
 * What one call's caller says, from whatever socket carries it: one stream whose offsets are real time. Silent frames and lost
 * ones are heard as zeros; frames that only came late are heard as they are, for silence in the middle of a word spoils it.
 * Which it is the next frame tells: what was late is made up for in a burst, so the first one behind a hole waits for it. In an unmixed stream only the caller is heard: who matches the number of the call, else who came
 * first. Others are counted and ignored. Outlives its sockets; only the newest is listened to. The lock is contended only
 * while one socket takes over from another.
 */
final class CallerAudio {
    /** 15 ms: frames that follow each other faster than they last catch up. */
    private static final long CATCHES_UP_NANOS = 15_000_000;

    private final AudioFormat format;
    private final LiveConversation conversation;
    private final String callerNumber;
    private final Timeline timeline;
    private final byte[] silence;
    private final LineMeter metrics;

    private Object socket;
    private String participant = "";
    private boolean certain;
    private long ignoredFrames;
    private Optional<BehindAHole> waiting = Optional.empty();

    /** A frame before which so many bytes are missing, or late. */
    private record BehindAHole(AcsMessage.Audio audio, int missing, long arrivedNanos) {}

    CallerAudio(AudioFormat format, LiveConversation conversation, String callerNumber, LineMeter metrics) {
        this.metrics = metrics;
        this.format = format;
        this.conversation = conversation;
        this.callerNumber = callerNumber;
        this.timeline = new Timeline(format);
        this.silence = new byte[format.frameBytes()];
    }

    /** From now on only this socket is heard. */
    synchronized void hearFrom(Object newest) {
        socket = newest;
    }

    /** @param nowNanos {@link System#nanoTime} of its arrival */
    synchronized void hear(Object from, AcsMessage.Audio audio, long nowNanos) {
        if (from != socket) {
            return;
        }
        if (!spokenByCaller(audio.participant())) {
            ignoredFrames++;
            return;
        }
        waiting.ifPresent(first -> hear(first, nowNanos));
        waiting = Optional.empty();
        var missing = timeline.missingBytes(audio.stampMs(), nowNanos);
        if (missing > 0) {
            waiting = Optional.of(new BehindAHole(audio, missing, nowNanos));
        } else {
            hear(audio);
        }
    }

    private void hear(BehindAHole first, long nextNanos) {
        if (nextNanos - first.arrivedNanos() >= CATCHES_UP_NANOS) {
            metrics.missing(format.msOf(first.missing()));
            hearSilence(first.missing());
        }
        hear(first.audio());
    }

    private void hear(AcsMessage.Audio audio) {
        if (audio.silent()) {
            hearSilence(audio.pcm().length == 0 ? silence.length : audio.pcm().length);
        } else {
            conversation.hear(audio.pcm(), 0, audio.pcm().length);
            timeline.fed(audio.pcm().length);
        }
    }

    private boolean spokenByCaller(String speaker) {
        if (speaker.isEmpty() || speaker.equals(participant)) {
            return true;
        }
        var matches = !callerNumber.isEmpty() && speaker.endsWith(callerNumber);
        if (participant.isEmpty() || matches && !certain) {
            participant = speaker;
            certain = matches;
            return true;
        }
        return false;
    }

    private void hearSilence(int bytes) {
        for (var left = bytes; left > 0; left -= silence.length) {
            conversation.hear(silence, 0, Math.min(left, silence.length));
        }
        timeline.fed(bytes);
    }

    /** For people: no number, no spoken word. */
    @Override
    public synchronized String toString() {
        return "CallerAudio[" + format.sampleRateHz() + " Hz, " + timeline.positionMs() + " ms, " + ignoredFrames
                + " frames of others]";
    }
}
