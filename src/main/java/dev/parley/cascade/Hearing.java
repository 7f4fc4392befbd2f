package dev.parley.cascade;

import dev.parley.agents.Persona;
import dev.parley.conversation.EngineEvent;
import dev.parley.media.AudioFormat;
import dev.parley.media.VoiceActivity;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText;
import dev.parley.speech.SpeechToText.Recognition;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What the caller says, over as many recognisers as it takes. The clock is the call's own: bytes of caller audio, whether
 * a recogniser lives or not. A new recogniser first hears what the last one left unfinished, so nothing said is lost.
 * Thread-safe.
 */
final class Hearing {
    /** 5 s of quiet before a loss are heard again: the old recogniser may have been deaf for a while. The SDK sends no more at once. */
    private static final int QUIET_REPLAY_MS = 5_000;
    /** 300 ms: recognisers report the begin of speech late rather than early. */
    private static final int BEFORE_SPEECH_MS = 300;

    private final SpeechToText speechToText;
    private final Listening how;
    private final AudioFormat format;
    private final Consumer<EngineEvent> mailbox;

    private final ReentrantLock lock = new ReentrantLock();
    private final RecentAudio recent;
    private final VoiceActivity voice;
    private Recognition recognition;
    private int epoch;
    private long beginsAtMs;
    private long heardUntilMs;
    private long speechFromMs = -1;
    private boolean closed;

    Hearing(SpeechToText speechToText, Persona persona, AudioFormat format, Consumer<EngineEvent> mailbox) {
        this.speechToText = speechToText;
        this.how = new Listening(persona.language(), format, persona.turns().endOfSpeech(), List.of());
        this.format = format;
        this.mailbox = mailbox;
        this.recent = new RecentAudio(format);
        this.voice = new VoiceActivity(format, edges(mailbox));
    }

    private static VoiceActivity.Listener edges(Consumer<EngineEvent> mailbox) {
        return new VoiceActivity.Listener() {
            @Override
            public void voiceBegan(long offsetMs) {
                mailbox.accept(new EngineEvent.VoiceBegan(offsetMs));
            }

            @Override
            public void voiceEnded(long offsetMs, long quietMs) {
                mailbox.accept(new EngineEvent.VoiceEnded(offsetMs, quietMs));
            }
        };
    }

    /** Opens a recogniser in place of the one before, if any. */
    void listen() {
        Recognition before;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            before = recognition;
            int mine = ++epoch;
            recognition = speechToText.listen(how, event -> heard(mine, event));
            long from = replayFrom();
            beginsAtMs = format.msOf(from);
            speechFromMs = -1;
            var replay = recent.since(from);
            recognition.hear(replay, 0, replay.length);
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.close();
        }
    }

    void hear(byte[] pcm, int offset, int length) {
        lock.lock();
        try {
            if (!closed) {
                recent.add(pcm, offset, length);
                recognition.hear(pcm, offset, length);
                voice.hear(pcm, offset, length);
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        Recognition last;
        lock.lock();
        try {
            closed = true;
            last = recognition;
        } finally {
            lock.unlock();
        }
        last.close();
    }

    /** Behind the last utterance, from the begin of speech that is under way, else a few seconds back; whole milliseconds. */
    private long replayFrom() {
        long nowMs = format.msOf(recent.end());
        long fromMs = speechFromMs >= 0 ? speechFromMs - BEFORE_SPEECH_MS : nowMs - QUIET_REPLAY_MS;
        long oldestMs = format.msOf(recent.start() + format.bytesIn(1) - 1);
        return format.bytesIn(Math.clamp(Math.max(fromMs, heardUntilMs), oldestMs, nowMs));
    }

    private void heard(int from, RecognitionEvent event) {
        lock.lock();
        try {
            if (closed || from != epoch) {
                return;
            }
            mailbox.accept(onTheCallsClock(event));
        } finally {
            lock.unlock();
        }
    }

    private EngineEvent onTheCallsClock(RecognitionEvent event) {
        return switch (event) {
            case RecognitionEvent.Ready ready -> new EngineEvent.HearingReady();
            case RecognitionEvent.SpeechStarted started -> {
                speaks(started.offsetMs());
                yield new EngineEvent.SpeechStarted(beginsAtMs + started.offsetMs());
            }
            case RecognitionEvent.Partial partial -> {
                speaks(partial.offsetMs());
                yield new EngineEvent.PartialHeard(
                        partial.text(), beginsAtMs + partial.offsetMs(), beginsAtMs + partial.endMs());
            }
            case RecognitionEvent.Heard heard -> {
                heardUntilMs = beginsAtMs + heard.endMs();
                speechFromMs = -1;
                yield new EngineEvent.UtteranceHeard(heard.text(), beginsAtMs + heard.offsetMs(), heardUntilMs);
            }
            case RecognitionEvent.NothingHeard nothing -> {
                speechFromMs = -1;
                yield new EngineEvent.NothingHeard(beginsAtMs + nothing.offsetMs());
            }
            case RecognitionEvent.Lost lost -> new EngineEvent.HearingLost(lost.reason(), lost.retryable());
        };
    }

    private void speaks(long offsetMs) {
        if (speechFromMs < 0) {
            speechFromMs = beginsAtMs + offsetMs;
        }
    }
}
