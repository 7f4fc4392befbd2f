package dev.parley.realtime;

import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.EngineEvent.Ending;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The model's responses of one call, one at a time: the only place that asks for one, so that none is asked for while another
 * is under way. What still comes of a cut one is dropped; once it has ended the model forgets what was not heard of it.
 * Guarded by its session's lock.
 */
final class Replies {
    /** Pieces of the last turns, of which one may still be cut. */
    private static final int KEPT = 32;

    private final Consumer<EngineEvent> mailbox;
    private final Engine.AudioOut out;
    private final Memory memory;
    private final Deque<Reply> wanted = new ArrayDeque<>();
    private final List<Consumer<RealtimeModel.Session>> before = new ArrayList<>();
    private final Deque<Reply> ended = new ArrayDeque<>();
    private Optional<Reply> active = Optional.empty();
    private Optional<RealtimeModel.Session> session = Optional.empty();

    /** What a session has to know before it can answer. */
    interface Memory {
        /** Whether it has heard what it is to answer. */
        boolean complete();

        /** Tells it what was said before; {@code afresh}: but for the answer that it is to give. */
        void remind(RealtimeModel.Session session, boolean afresh);
    }

    Replies(Consumer<EngineEvent> mailbox, Engine.AudioOut out, Memory memory) {
        this.mailbox = mailbox;
        this.out = out;
        this.memory = memory;
    }

    void readyAt(RealtimeModel.Session now) {
        session = Optional.of(now);
        next();
    }

    void want(Reply reply) {
        wanted.add(reply);
        next();
    }

    /** What the model is told before its next response. */
    void before(Consumer<RealtimeModel.Session> what) {
        before.add(what);
    }

    /** Asks for what is wanted next, if that can be. */
    void next() {
        if (active.isPresent() || session.isEmpty() || wanted.isEmpty()) {
            return;
        }
        var to = session.get();
        if (wanted.peek().isAnswer()) {
            if (!memory.complete()) {
                return;
            }
            memory.remind(to, wanted.peek().beginsAfresh());
        }
        before.forEach(what -> what.accept(to));
        before.clear();
        active = Optional.of(wanted.poll());
        to.respond(active.get().wanted());
    }

    void began(String responseId) {
        active.ifPresent(reply -> reply.began(responseId));
    }

    void audio(RealtimeEvent.Audio audio) {
        active.filter(reply -> reply.wants(audio.responseId())).ifPresent(reply -> {
            var pcm = reply.spoken(audio);
            if (pcm.length > 0) {
                out.play(reply.piece, pcm);
            }
        });
    }

    void words(RealtimeEvent.Words words) {
        active.filter(reply -> reply.wants(words.responseId())).ifPresent(reply -> {
            var news = reply.said(words.text());
            if (reply.isAnswer() && !news.isEmpty()) {
                mailbox.accept(new EngineEvent.AnswerToken(reply.piece.turn(), news));
            }
        });
    }

    void toolWanted(RealtimeEvent.ToolWanted tool) {
        active.filter(reply -> reply.wants(tool.responseId())).ifPresent(reply -> reply.calls.add(tool.call()));
    }

    void ended(RealtimeEvent.ResponseEnded end) {
        active.filter(reply -> reply.is(end.responseId())).ifPresent(reply -> {
            boolean wanted = !reply.isCut();
            over(reply, wanted && end.how() == RealtimeEvent.How.COMPLETE);
            if (!wanted || !reply.isAnswer() || isBroken(end)) {
                mailbox.accept(new EngineEvent.TokensUsed(end.heardTokens() + end.saidTokens()));
            }
            if (wanted && reply.isAnswer()) {
                answered(reply, end);
            } else if (wanted) {
                spoken(reply, end.reason());
            }
            next();
        });
    }

    /** The response at hand will not come. */
    void refused(String reason) {
        active.ifPresent(reply -> {
            over(reply, false);
            fail(reply, reason);
            next();
        });
    }

    private void over(Reply reply, boolean whole) {
        active = Optional.empty();
        reply.items.ended(whole);
        ended.add(reply);
        if (ended.size() > KEPT) {
            ended.poll();
        }
        truncate(reply);
    }

    private void answered(Reply reply, RealtimeEvent.ResponseEnded end) {
        var turn = reply.piece.turn();
        complete(reply);
        if (isBroken(end)) {
            mailbox.accept(new EngineEvent.AnswerFailed(turn, end.reason(), true));
            return;
        }
        if (!reply.calls.isEmpty()) {
            mailbox.accept(new EngineEvent.ToolsWanted(turn, reply.calls));
        }
        mailbox.accept(new EngineEvent.AnswerEnded(
                turn, ending(end.how(), !reply.calls.isEmpty()), end.heardTokens(), end.saidTokens()));
    }

    private static boolean isBroken(RealtimeEvent.ResponseEnded end) {
        return end.how() == RealtimeEvent.How.FAILED || end.how() == RealtimeEvent.How.CANCELLED;
    }

    private static Ending ending(RealtimeEvent.How how, boolean tools) {
        return switch (how) {
            case TOO_LONG -> Ending.TOO_LONG;
            case FILTERED -> Ending.FILTERED;
            case COMPLETE, CANCELLED, FAILED -> tools ? Ending.TOOLS : Ending.COMPLETE;
        };
    }

    private void spoken(Reply reply, String reason) {
        if (reply.samples() == 0) {
            mailbox.accept(new EngineEvent.PieceFailed(reply.piece, reason, true));
        } else {
            if (reply.saysOtherwise()) {
                mailbox.accept(new EngineEvent.Coped("said otherwise", Map.of("piece", reply.piece.index())));
            }
            complete(reply);
        }
    }

    private void complete(Reply reply) {
        if (reply.samples() > 0) {
            out.pieceComplete(reply.piece);
        }
        mailbox.accept(new EngineEvent.PieceSpoken(reply.piece, reply.samples()));
    }

    private void fail(Reply reply, String reason) {
        if (reply.isCut()) {
            return;
        }
        if (reply.isAnswer()) {
            complete(reply);
            mailbox.accept(new EngineEvent.AnswerFailed(reply.piece.turn(), reason, true));
        } else {
            mailbox.accept(new EngineEvent.PieceFailed(reply.piece, reason, reply.samples() == 0));
        }
    }

    /** Ends answers of turns up to this one; what they said so far is all there is of them. */
    void stopThinking(TurnId turn) {
        wanted.removeIf(reply -> reply.isAnswer() && isUpTo(reply, turn));
        active.filter(reply -> reply.isAnswer() && isUpTo(reply, turn) && reply.cut())
                .ifPresent(reply -> {
                    complete(reply);
                    reply.items.heard(reply.samples());
                    session.ifPresent(RealtimeModel.Session::cancel);
                });
    }

    /** Ends all responses of turns up to this one. */
    void cancel(TurnId turn) {
        wanted.removeIf(reply -> isUpTo(reply, turn));
        active.filter(reply -> isUpTo(reply, turn) && reply.cut())
                .ifPresent(reply -> session.ifPresent(RealtimeModel.Session::cancel));
    }

    private static boolean isUpTo(Reply reply, TurnId turn) {
        return reply.piece.turn().compareTo(turn) <= 0;
    }

    /** So much of the piece was heard and no more of it will be. */
    void heard(PieceId piece, long samples) {
        active.filter(reply -> reply.piece.equals(piece)).ifPresent(reply -> reply.items.heard(samples));
        ended.stream().filter(reply -> reply.piece.equals(piece)).findFirst().ifPresent(reply -> {
            reply.items.heard(samples);
            truncate(reply);
        });
    }

    private void truncate(Reply reply) {
        session.ifPresent(to -> reply.items.truncations().forEach(to::truncate));
    }

    /** The session is lost or left: what was under way is wanted of the next one from where it stopped. */
    void moved() {
        session = Optional.empty();
        ended.clear();
        before.clear();
        var broken = active.filter(reply -> !reply.isCut());
        active = Optional.empty();
        broken.ifPresent(reply -> {
            if (reply.goesOn()) {
                wanted.addFirst(reply);
            } else if (reply.isAnswer()) {
                fail(reply, "too many sessions were lost");
            } else {
                spoken(reply, "too many sessions were lost");
            }
        });
    }

    /** No session will come: all that is wanted has failed. */
    void failAll(String reason) {
        session = Optional.empty();
        before.clear();
        var failed = new ArrayList<Reply>();
        active.ifPresent(failed::add);
        active = Optional.empty();
        failed.addAll(wanted);
        wanted.clear();
        failed.forEach(reply -> fail(reply, reason));
    }
}
