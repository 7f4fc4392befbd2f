package dev.parley.realtime;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import dev.parley.media.Ticker;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One call with a speech-to-speech model, over as many of the model's sessions as it takes. Thread-safe. */
final class RealtimeSession implements Engine.Session, Ticker.Subscriber {
    private final RealtimeModel model;
    private final RealtimeModel.Setup setup;
    private final AudioFormat line;
    private final Consumer<EngineEvent> mailbox;
    private final Ticker ticker;
    private final LongSupplier nanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final CallerAudio callerAudio;
    private final Replies replies;
    /** Numbers of the caller's turns whose words are still to come, by item. */
    private final Map<String, Integer> wordless = new HashMap<>();
    /** Tool calls that the model waits for. */
    private final Map<String, Optional<String>> calls = new LinkedHashMap<>();

    private RealtimeModel.Session session;
    private int epoch;
    private boolean gone;
    /** A session was lost: the next one knows nothing of what was said. */
    private boolean forgetful;

    private boolean closed;
    private int utterances;
    private long voiceFromMs;
    private long voiceToMs;

    RealtimeSession(
            RealtimeModel model,
            RealtimeModel.Setup setup,
            AudioFormat line,
            Consumer<EngineEvent> mailbox,
            Engine.AudioOut out,
            Ticker ticker,
            LongSupplier nanos) {
        this.model = model;
        this.setup = setup;
        this.line = line;
        this.mailbox = mailbox;
        this.ticker = ticker;
        this.nanos = nanos;
        this.callerAudio = new CallerAudio(line, pcm -> session.hear(pcm));
        this.replies = new Replies(mailbox, out);
    }

    RealtimeSession opened() {
        listenAgain();
        ticker.add(this);
        return this;
    }

    /** Opens a session in place of the one before, if any. */
    @Override
    public void listenAgain() {
        Optional<RealtimeModel.Session> before;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            before = Optional.ofNullable(session);
            int mine = ++epoch;
            gone = false;
            callerAudio.inTurn(false);
            session = model.open(forgetful ? setup.withoutMemory() : setup, event -> told(mine, event));
        } finally {
            lock.unlock();
        }
        before.ifPresent(RealtimeModel.Session::close);
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        locked(() -> callerAudio.hear(pcm, offset, length, nanos.getAsLong()));
    }

    @Override
    public void tick(long nowNanos) {
        locked(() -> callerAudio.tick(nanos.getAsLong()));
    }

    @Override
    public void ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) {
        throw new UnsupportedOperationException("this model answers aloud");
    }

    @Override
    public void askAloud(PieceId voice, List<ChatMessage> history, List<ToolSchema> tools) {
        locked(() -> {
            if (forgetful) {
                forgetful = false;
                replies.before(to -> to.remember(history));
            }
            answersOf(history);
            replies.want(new Reply(voice, new RealtimeModel.Response.Answer(!tools.isEmpty()), line));
        });
    }

    /** What tools answered that the model called: it gets it before its next response. */
    private void answersOf(List<ChatMessage> history) {
        for (var message : history) {
            if (message instanceof ChatMessage.ToolAnswer answer) {
                calls.computeIfPresent(answer.toolCallId(), (call, none) -> Optional.of(answer.content()));
            }
        }
        calls.forEach(
                (call, answer) -> answer.ifPresent(content -> replies.before(to -> to.toolAnswered(call, content))));
        calls.values().removeIf(Optional::isPresent);
    }

    @Override
    public void speak(PieceId piece, String text) {
        locked(() -> {
            if (gone) {
                mailbox.accept(new EngineEvent.PieceFailed(piece, "no model that could speak", false));
            } else {
                replies.want(new Reply(piece, new RealtimeModel.Response.Words(text), line));
            }
        });
    }

    @Override
    public void entered(String text) {
        locked(() -> replies.before(to -> to.entered(text)));
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
        locked(() -> replies.stopThinking(turn));
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
        session.close();
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

    private void told(int from, RealtimeEvent event) {
        locked(() -> {
            if (from == epoch && !gone) {
                on(event);
            }
        });
    }

    private void on(RealtimeEvent event) {
        switch (event) {
            case RealtimeEvent.Ready ready -> {
                mailbox.accept(new EngineEvent.HearingReady());
                replies.readyAt(session);
            }
            case RealtimeEvent.VoiceBegan began -> {
                voiceFromMs = began.offsetMs();
                callerAudio.inTurn(true);
                mailbox.accept(new EngineEvent.SpeechStarted(began.offsetMs()));
                mailbox.accept(new EngineEvent.VoiceBegan(began.offsetMs()));
            }
            case RealtimeEvent.VoiceEnded ended -> {
                voiceToMs = ended.offsetMs();
                callerAudio.inTurn(false);
                mailbox.accept(new EngineEvent.VoiceEnded(
                        ended.offsetMs(), setup.endOfSpeech().toMillis()));
            }
            case RealtimeEvent.TurnCommitted turn -> {
                wordless.put(turn.itemId(), ++utterances);
                mailbox.accept(new EngineEvent.TurnCommitted(utterances, Math.max(0, voiceToMs - voiceFromMs)));
            }
            case RealtimeEvent.Transcribed words -> words(words.itemId(), Optional.of(words.text()));
            case RealtimeEvent.NotTranscribed none -> words(none.itemId(), Optional.empty());
            case RealtimeEvent.ResponseBegan began -> replies.began(began.responseId());
            case RealtimeEvent.Audio audio -> replies.audio(audio);
            case RealtimeEvent.Words words -> replies.words(words);
            case RealtimeEvent.ToolWanted wanted -> {
                calls.put(wanted.call().id(), Optional.empty());
                replies.toolWanted(wanted);
            }
            case RealtimeEvent.ResponseEnded ended -> replies.ended(ended);
            case RealtimeEvent.ResponseRefused refused -> replies.refused(refused.reason());
            case RealtimeEvent.LimitTold limit -> {
                // who opened the session counts
            }
            case RealtimeEvent.Lost lost -> {
                gone = true;
                forgetful = true;
                wordless.clear();
                calls.clear();
                replies.lost(lost.reason());
                mailbox.accept(new EngineEvent.HearingLost(lost.reason(), lost.retryable()));
            }
        }
    }

    private void words(String itemId, Optional<String> text) {
        var utterance = wordless.remove(itemId);
        if (utterance != null) {
            mailbox.accept(new EngineEvent.WordsFollowed(utterance, text));
        }
    }
}
