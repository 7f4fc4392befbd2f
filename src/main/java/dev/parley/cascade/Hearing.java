package dev.parley.cascade;

import dev.parley.agents.Persona;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.Time;
import dev.parley.media.AudioFormat;
import dev.parley.media.VoiceActivity;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText;
import dev.parley.speech.SpeechToText.Recognition;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What the caller says, over as many recognisers as it takes. The clock is the call's own: bytes of caller audio, whether
 * a recogniser lives or not. A new recogniser first hears what the last one left unfinished, at twice the speed of speech, so
 * nothing said is lost. One that does not react to a voice is replaced here; the loss of one is told. Thread-safe.
 */
final class Hearing {
    /** Azure takes no more at length, and less would not catch up. */
    private static final int CATCH_UP = 2;

    private final SpeechToText speechToText;
    private final AudioFormat format;
    private final Time time;
    private final Consumer<EngineEvent> mailbox;

    private final ReentrantLock lock = new ReentrantLock();
    private final RecentAudio recent;
    private final VoiceActivity voice;
    private final Unfinished unfinished;
    private Listening how;
    private Recognition recognition;
    private int epoch;
    private boolean ready;
    private boolean gone;
    /** Since when nobody listens as is wanted; until somebody is ready to. */
    private OptionalLong lostAt = OptionalLong.empty();

    private long beginsAtMs;
    /** Position up to which the recogniser at work was given the audio. */
    private long given;
    /** Up to where what no recogniser heard was told as lost. */
    private long toldLostUntilMs;

    private boolean closed;

    Hearing(SpeechToText speechToText, Persona persona, AudioFormat format, Time time, Consumer<EngineEvent> mailbox) {
        this.speechToText = speechToText;
        this.how = how(persona, format);
        this.format = format;
        this.time = time;
        this.mailbox = mailbox;
        this.recent = new RecentAudio(format);
        this.unfinished = new Unfinished(how.endOfSpeech());
        this.voice = new VoiceActivity(format, new Edges());
    }

    private static Listening how(Persona persona, AudioFormat format) {
        return new Listening(
                persona.language(),
                format,
                persona.turns().endOfSpeech(),
                persona.voice().phrases());
    }

    private final class Edges implements VoiceActivity.Listener {
        @Override
        public void voiceBegan(long offsetMs) {
            unfinished.voiceBegan(offsetMs);
            mailbox.accept(new EngineEvent.VoiceBegan(offsetMs));
        }

        @Override
        public void voiceFaded(long offsetMs) {
            mailbox.accept(new EngineEvent.VoiceFaded(offsetMs));
        }

        @Override
        public void voiceEnded(long offsetMs, long quietMs) {
            unfinished.voiceEnded(offsetMs);
            mailbox.accept(new EngineEvent.VoiceEnded(offsetMs, quietMs));
        }
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
            ready = false;
            gone = false;
            lostAt = lostAt.isPresent() ? lostAt : OptionalLong.of(time.nanos());
            recognition = speechToText.listen(how, event -> heard(mine, event));
            given = replayFrom();
            beginsAtMs = format.msOf(given);
            unfinished.begunAnew();
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.close();
        }
    }

    /** Another persona listens: by another recogniser, where it wants another language, pause or other phrases. */
    void goOn(Persona persona) {
        var wanted = how(persona, format);
        lock.lock();
        try {
            if (closed || wanted.equals(how)) {
                return;
            }
            how = wanted;
            unfinished.endOfSpeech(how.endOfSpeech());
            lostAt = OptionalLong.of(time.nanos());
        } finally {
            lock.unlock();
        }
        listen();
    }

    void hear(byte[] pcm, int offset, int length) {
        boolean deaf;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            recent.add(pcm, offset, length);
            long before = given;
            give(pcm, offset, length);
            voice.hear(pcm, offset, length);
            deaf = ready && !gone && unfinished.isDeafAfter(format.msOf(given - before));
        } finally {
            lock.unlock();
        }
        if (deaf) {
            replaceTheDeaf();
        }
    }

    /** The recogniser gets what is new, or, where it is behind, older audio at twice the speed. */
    private void give(byte[] pcm, int offset, int length) {
        if (given == recent.end() - length) {
            recognition.hear(pcm, offset, length);
            given = recent.end();
            return;
        }
        given = Math.max(given, recent.oldest());
        var older = recent.from(given, CATCH_UP * length);
        recognition.hear(older, 0, older.length);
        given += older.length;
    }

    private void replaceTheDeaf() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            lostAt = OptionalLong.of(time.nanos());
            mailbox.accept(new EngineEvent.Coped(
                    "hearing lost", Map.of("reason", "no reaction to a voice", "retryable", true)));
        } finally {
            lock.unlock();
        }
        listen();
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

    /** Where a new recogniser begins; whole milliseconds. */
    private long replayFrom() {
        long nowMs = format.msOf(recent.end());
        long oldestMs = format.msOf(recent.start() + format.bytesIn(1) - 1);
        long fromMs = unfinished.fromMs(nowMs);
        long lostFromMs = Math.max(fromMs, toldLostUntilMs);
        if (lostFromMs < oldestMs) {
            toldLostUntilMs = oldestMs;
            mailbox.accept(new EngineEvent.Coped("caller audio lost", Map.of("ms", oldestMs - lostFromMs)));
        }
        return format.bytesIn(Math.clamp(fromMs, oldestMs, nowMs));
    }

    private void heard(int from, RecognitionEvent event) {
        lock.lock();
        try {
            if (closed || from != epoch || gone) {
                return;
            }
            mailbox.accept(onTheCallsClock(event));
        } finally {
            lock.unlock();
        }
    }

    private EngineEvent onTheCallsClock(RecognitionEvent event) {
        return switch (event) {
            case RecognitionEvent.Ready nowReady -> {
                becameReady();
                yield new EngineEvent.HearingReady();
            }
            case RecognitionEvent.Hedged hedged ->
                new EngineEvent.Coped("recogniser hedged", Map.of("first_won", hedged.first()));
            case RecognitionEvent.SpeechStarted started -> {
                unfinished.speaks(beginsAtMs + started.offsetMs(), false);
                yield new EngineEvent.SpeechStarted(beginsAtMs + started.offsetMs());
            }
            case RecognitionEvent.Partial partial -> {
                unfinished.speaks(beginsAtMs + partial.offsetMs(), true);
                yield new EngineEvent.PartialHeard(
                        partial.text(), beginsAtMs + partial.offsetMs(), beginsAtMs + partial.endMs());
            }
            case RecognitionEvent.Heard heard -> {
                unfinished.heard(beginsAtMs + heard.endMs());
                yield new EngineEvent.UtteranceHeard(
                        heard.text(), beginsAtMs + heard.offsetMs(), unfinished.heardUntilMs());
            }
            case RecognitionEvent.NothingHeard nothing -> {
                unfinished.nothingHeard();
                yield new EngineEvent.NothingHeard(beginsAtMs + nothing.offsetMs());
            }
            case RecognitionEvent.Lost lost -> {
                gone = true;
                lostAt = OptionalLong.of(time.nanos());
                yield new EngineEvent.HearingLost(lost.reason(), lost.retryable());
            }
        };
    }

    private void becameReady() {
        ready = true;
        if (epoch > 1 && lostAt.isPresent()) {
            long tookMs = (time.nanos() - lostAt.getAsLong()) / 1_000_000;
            long behindMs = format.msOf(recent.end() - given);
            mailbox.accept(
                    new EngineEvent.Coped("recogniser replaced", Map.of("took_ms", tookMs, "behind_ms", behindMs)));
        }
        lostAt = OptionalLong.empty();
    }
}
