package dev.parley.realtime;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import dev.parley.media.Ticker;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One call with a speech-to-speech model, over as many of the model's sessions as it takes. Thread-safe. */
final class RealtimeSession implements Engine.Session, Ticker.Subscriber {
    /** A session finds what is in audio faster than it plays; the rest is the network's. */
    private static final long FOUND_AGAIN_NANOS = 3_000_000_000L;

    private static final int SECOND = RealtimeModel.FORMAT.bytesIn(1_000);
    /** Openings that failed in a row after which nobody can count on another one. */
    private static final int HOPELESS = 3;

    private final AudioFormat line;
    private final Consumer<EngineEvent> mailbox;
    private final Ticker ticker;
    private final LongSupplier nanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final CallerTurns turns = new CallerTurns();
    private final CallerAudio callerAudio;
    private final Replies replies;
    private final Upstreams upstreams;
    private final ToolCalls calls = new ToolCalls();
    private final ModelMemory memory;
    private RealtimeModel.Setup setup;
    /** In which a session has to find turns that one before it had found. */
    private long owedUntil;

    private int failedOpenings;
    private boolean hopeless;
    private boolean closed;

    RealtimeSession(
            RealtimeModel model,
            RealtimeModel.Setup setup,
            AudioFormat line,
            Consumer<EngineEvent> mailbox,
            Engine.AudioOut out,
            Ticker ticker,
            LongSupplier nanos) {
        this.setup = setup;
        this.line = line;
        this.mailbox = mailbox;
        this.ticker = ticker;
        this.nanos = nanos;
        this.memory = new ModelMemory(setup.history(), turns);
        this.upstreams = new Upstreams(model, this::told);
        this.callerAudio = new CallerAudio(line, this::heard);
        this.replies = new Replies(mailbox, out, memory);
    }

    RealtimeSession opened() {
        locked(() -> upstreams.replace(setup));
        ticker.add(this);
        return this;
    }

    @Override
    public void listenAgain() {
        locked(() -> move(memory.said()));
    }

    @Override
    public void listenAgain(List<ChatMessage> said) {
        locked(() -> move(said));
    }

    @Override
    public void prepareNext() {
        locked(() -> {
            if (!upstreams.prepare(setup.withoutMemory())) {
                mailbox.accept(new EngineEvent.NextLost("there is no session to take over from", false));
            }
        });
    }

    @Override
    public void takeOver(List<ChatMessage> said, boolean settled) {
        locked(() -> {
            if (!upstreams.canReplace()) {
                return; // it was lost, which is told
            }
            move(said);
            if (settled) {
                memory.remind(upstreams.serving().session);
            }
        });
    }

    /** The model's session goes on where the voice is the same; another voice needs another session. */
    @Override
    public void handOver(Persona persona, List<ChatMessage> said, List<ToolSchema> tools) {
        locked(() -> {
            boolean sameVoice = persona.voice().name().equals(setup.voice());
            setup = RealtimeModel.Setup.of(persona, said, tools);
            if (upstreams.dropNext()) {
                mailbox.accept(new EngineEvent.NextLost("another persona has the call", true));
            }
            if (sameVoice && upstreams.serves()) {
                upstreams.serving().session.change(setup.withoutMemory());
            } else {
                move(said);
            }
        });
    }

    /** From now on another session serves: at once if one stands by, else when it is ready. */
    private void move(List<ChatMessage> said) {
        memory.lost(said);
        calls.forget();
        callerAudio.inTurn(false);
        if (!upstreams.serving().lost) {
            replies.moved();
        }
        upstreams.replace(setup.withoutMemory());
        if (upstreams.serving().ready) {
            serves();
        }
    }

    /** The session that serves is ready: it hears what none has made words of, and goes on. */
    private void serves() {
        long now = nanos.getAsLong();
        failedOpenings = 0;
        owedUntil = now + FOUND_AGAIN_NANOS;
        mailbox.accept(new EngineEvent.HearingReady());
        upstreams.serving().lasts(now).ifPresent(lasts -> mailbox.accept(new EngineEvent.SessionLasts(lasts)));
        var session = upstreams.serving().session;
        var pcm = turns.moved();
        for (int from = 0; from < pcm.length; from += SECOND) {
            session.hear(Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + SECOND)));
        }
        replies.readyAt(session);
    }

    private void heard(byte[] pcm) {
        turns.add(pcm);
        if (upstreams.serves()) {
            upstreams.serving().session.hear(pcm);
        }
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        locked(() -> callerAudio.hear(pcm, offset, length, nanos.getAsLong()));
    }

    @Override
    public void tick(long nowNanos) {
        locked(() -> {
            callerAudio.tick(nanos.getAsLong());
            if (turns.owes() && upstreams.serves() && nanos.getAsLong() - owedUntil > 0) {
                giveUpOwed();
            }
        });
    }

    @Override
    public void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) {
        throw new UnsupportedOperationException("this model answers aloud");
    }

    @Override
    public void askAloud(PieceId voice, List<ChatMessage> history, List<ToolSchema> tools) {
        locked(() -> {
            memory.said(history);
            if (memory.isKnown()) {
                calls.answers(history).forEach((call, content) -> replies.before(to -> to.toolAnswered(call, content)));
            }
            replies.want(new Reply(voice, new RealtimeModel.Response.Answer(!tools.isEmpty()), line));
        });
    }

    @Override
    public void speak(PieceId piece, String text) {
        locked(() -> {
            if (hopeless) {
                mailbox.accept(new EngineEvent.PieceFailed(piece, "no model that could speak", false));
            } else {
                replies.want(new Reply(piece, new RealtimeModel.Response.Words(text), line));
            }
        });
    }

    @Override
    public void entered(String text) {
        locked(() -> {
            if (memory.isKnown()) {
                replies.before(to -> to.entered(text));
            }
        });
    }

    @Override
    public void shown(String picture) {
        locked(() -> replies.before(to -> to.shown(picture)));
    }

    @Override
    public void heard(PieceId piece, long samples) {
        locked(() -> replies.heard(piece, samples));
    }

    @Override
    public void stopThinking(TurnId turn) {
        locked(() -> {
            replies.stopThinking(turn);
            giveUpOwed();
        });
    }

    @Override
    public void cancel(TurnId turn) {
        locked(() -> replies.cancel(turn));
    }

    @Override
    public void close() {
        ticker.remove(this);
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        upstreams.close();
    }

    @Override
    public void giveUp() {
        locked(() -> {
            turns.moved();
            giveUpOwed();
            replies.failAll("no model that could answer");
        });
        close();
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            if (!closed) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }

    private void told(Upstreams.Upstream from, RealtimeEvent event) {
        locked(() -> {
            if (upstreams.standsBy(from)) {
                next(from, event);
            } else if (from == upstreams.serving() && !from.lost) {
                on(event);
            }
        });
    }

    /** Of the session that is to take over. */
    private void next(Upstreams.Upstream next, RealtimeEvent event) {
        if (event instanceof RealtimeEvent.Ready ready && !next.ready) {
            next.ready(ready, nanos.getAsLong());
            mailbox.accept(new EngineEvent.NextReady());
        } else if (event instanceof RealtimeEvent.Lost lost) {
            upstreams.dropNext();
            mailbox.accept(new EngineEvent.NextLost(lost.reason(), lost.retryable()));
        }
    }

    private void on(RealtimeEvent event) {
        switch (event) {
            case RealtimeEvent.Ready ready -> {
                if (!upstreams.serving().ready) {
                    upstreams.serving().ready(ready, nanos.getAsLong());
                    serves();
                }
            }
            case RealtimeEvent.VoiceBegan began -> {
                callerAudio.inTurn(true);
                if (turns.voiceBegan(began.offsetMs())) {
                    mailbox.accept(new EngineEvent.SpeechStarted(began.offsetMs()));
                    mailbox.accept(new EngineEvent.VoiceBegan(began.offsetMs()));
                }
            }
            case RealtimeEvent.VoiceEnded ended -> {
                callerAudio.inTurn(false);
                if (turns.voiceEnded(ended.offsetMs())) {
                    mailbox.accept(new EngineEvent.VoiceEnded(
                            ended.offsetMs(), setup.endOfSpeech().toMillis()));
                }
            }
            case RealtimeEvent.TurnCommitted turn -> {
                turns.committed(turn.itemId())
                        .ifPresentOrElse(
                                found -> mailbox.accept(new EngineEvent.TurnCommitted(found.number(), found.audioMs())),
                                replies::next);
            }
            case RealtimeEvent.Transcribed words -> words(words.itemId(), Optional.of(words.text()));
            case RealtimeEvent.NotTranscribed none -> words(none.itemId(), Optional.empty());
            case RealtimeEvent.ResponseBegan began -> replies.began(began.responseId());
            case RealtimeEvent.Audio audio -> replies.audio(audio);
            case RealtimeEvent.Words words -> replies.words(words);
            case RealtimeEvent.ToolWanted wanted -> {
                calls.wanted(wanted.call().id());
                replies.toolWanted(wanted);
            }
            case RealtimeEvent.ResponseEnded ended -> replies.ended(ended);
            case RealtimeEvent.ResponseRefused refused -> replies.refused(refused.reason());
            case RealtimeEvent.LimitTold limit -> {
                // who opened the session counts
            }
            case RealtimeEvent.Lost lost -> lost(lost);
        }
    }

    /** What it owes is asked of the next one; where none can be had, words that are written here cannot be said. */
    private void lost(RealtimeEvent.Lost lost) {
        var serving = upstreams.serving();
        serving.lost = true;
        failedOpenings += serving.ready ? 0 : 1;
        hopeless = !lost.retryable() || failedOpenings >= HOPELESS;
        memory.lost();
        replies.moved();
        mailbox.accept(new EngineEvent.HearingLost(lost.reason(), lost.retryable()));
    }

    private void words(String itemId, Optional<String> text) {
        turns.words(itemId).ifPresent(number -> mailbox.accept(new EngineEvent.WordsFollowed(number, text)));
    }

    /** Turns that this session does not find again: nobody will know their words. */
    private void giveUpOwed() {
        turns.giveUpOwed().forEach(number -> mailbox.accept(new EngineEvent.WordsFollowed(number, Optional.empty())));
        replies.next();
    }
}
