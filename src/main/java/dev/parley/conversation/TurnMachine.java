package dev.parley.conversation;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.List;

/**
 * Decides what a conversation does: who has the floor, what is cut, when it ends. Pure: an event and the time in, effects
 * out. Either the agent has a turn, and then a deadline of {@link Answering} or {@link Speaking} runs; or the caller is in
 * the middle of something, and then one of {@link Hearing} runs; or neither, and then {@link Deadline#SILENCE} does.
 */
final class TurnMachine implements Floor {
    private final Scene scene;
    private final Limits limits;
    private final Speaking speaking;
    private final Answering answering;
    private final Openers openers;
    private final Pausing pausing;
    private final Resuming resuming;
    private final Interrupting interrupting;
    private final Speculation speculation;
    private final Leaving leaving;
    private final Relistening relistening;
    private final Rollover rollover;
    private final Hearing hearing;
    private final ByHand byHand;
    private final Cutting cutting;
    private final HandingOver handingOver;
    private final SilentCaller silentCaller;

    /**
     * @param longestCall of the server; the persona may be stricter
     * @param takeover how long a lost line may take to come back
     */
    record Limits(Duration longestCall, Duration takeover) {}

    TurnMachine(Scene scene, Limits limits) {
        this.scene = scene;
        this.limits = limits;
        this.speaking = new Speaking(scene, this::turnHeard, this::turnStuck);
        this.answering = new Answering(scene, speaking);
        this.openers = new Openers(scene, speaking);
        this.pausing = new Pausing(scene, speaking);
        this.resuming = new Resuming(scene, answering, speaking, pausing);
        this.interrupting = new Interrupting(scene, this, speaking, pausing);
        this.speculation = new Speculation(scene, answering, speaking);
        this.hearing = new Hearing(scene, this, interrupting, speculation);
        this.leaving = new Leaving(scene, this, answering, speaking, speculation, hearing);
        this.relistening = new Relistening(scene, leaving);
        this.rollover = new Rollover(scene);
        this.handingOver = new HandingOver(scene, answering, speculation, relistening, rollover);
        this.cutting = new Cutting(scene, answering, handingOver);
        this.byHand = new ByHand(scene, this, hearing, interrupting);
        this.silentCaller = new SilentCaller(scene, hearing, speaking, leaving, relistening);
    }

    /** Changes state and returns what is to be done, in order. Once ended, nothing is. */
    List<Effect> on(ConversationEvent event, long nowNanos) {
        if (leaving.done()) {
            return List.of();
        }
        scene.enter(nowNanos);
        switch (event) {
            case ConversationEvent.Began began -> begin();
            case ConversationEvent.FromEngine from -> {
                if (!leaving.transferring()) {
                    onEngine(from.event());
                }
            }
            case ConversationEvent.PieceLost lost -> speaking.lost(lost);
            case ConversationEvent.Sent sent -> speaking.sent(sent, cutting.underWay());
            case ConversationEvent.KeyPressed pressed -> {
                if (!leaving.transferring()) {
                    hearing.pressed(pressed.key());
                }
            }
            case ConversationEvent.ByHand done -> {
                if (!leaving.transferring()) {
                    byHand.on(done);
                }
            }
            case ConversationEvent.ClientAnswered answered ->
                throw new IllegalArgumentException("a client's answer comes as ToolEnded: " + answered);
            case ConversationEvent.LineLags lags -> {
                scene.ledger.delay(lags.delay());
                scene.turn().ifPresent(speaking::proceed); // its last word is heard at another time
            }
            case ConversationEvent.LineAttached attached ->
                lineBack(attached.line().playoutDelay());
            case ConversationEvent.LineDetached detached -> lineLost();
            case ConversationEvent.ToolEnded tool -> answering.toolEnded(tool);
            case ConversationEvent.SuccessorFound found -> handingOver.found(found);
            case ConversationEvent.DeadlinePassed passed -> onDeadline(passed);
            case ConversationEvent.PlaybackCut cut -> cutting.playbackCut();
            case ConversationEvent.PlaybackPaused paused -> pausing.playbackPaused();
            case ConversationEvent.TransferFailed failed -> {
                if (leaving.transferring()) {
                    leaving.transferFailed();
                }
            }
            case ConversationEvent.GoodbyeAsked asked -> timeOver(asked.why());
            case ConversationEvent.RolloverAsked asked -> rollover.begin("asked for");
            case ConversationEvent.EndAsked asked -> end(asked.why());
        }
        if (scene.turn().isEmpty() && !leaving.done()) {
            betweenTurns();
        }
        return scene.leave();
    }

    private void betweenTurns() {
        if (!leaving.transferring()) {
            handingOver.performOnceKnown(hearing.busy());
        }
        if (!hearing.busy()) {
            rollover.gap();
        }
    }

    private void onEngine(EngineEvent event) {
        switch (event) {
            case EngineEvent.HearingReady ready -> {
                scene.stop(Deadline.HEARING);
                hearing.ready();
            }
            case EngineEvent.SessionLasts session -> rollover.lasts(session.life());
            case EngineEvent.NextReady next -> rollover.ready();
            case EngineEvent.NextLost next -> rollover.failed(next);
            case EngineEvent.SpeechStarted started -> hearing.soundBegan(started.offsetMs());
            case EngineEvent.VoiceBegan began -> hearing.voiceBegan();
            case EngineEvent.VoiceFaded faded -> hearing.voiceFaded(faded);
            case EngineEvent.VoiceEnded ended -> hearing.voiceEnded(ended);
            case EngineEvent.PartialHeard partial -> {
                relistening.hears();
                hearing.partial(partial);
            }
            case EngineEvent.UtteranceHeard utterance -> {
                relistening.hears();
                hearing.utterance(utterance);
            }
            case EngineEvent.TurnCommitted committed -> {
                relistening.hears();
                hearing.committed(committed);
            }
            case EngineEvent.WordsFollowed words -> hearing.wordsFollowed(words);
            case EngineEvent.NothingHeard nothing -> {
                relistening.hears();
                hearing.nothing();
            }
            case EngineEvent.HearingLost lost -> {
                hearing.lost();
                rollover.sessionLost();
                relistening.hearingLost(lost.reason(), lost.retryable());
            }
            case EngineEvent.AnswerToken token -> answering.token(token);
            case EngineEvent.ToolsWanted wanted -> answering.toolsWanted(wanted);
            case EngineEvent.AnswerEnded end -> {
                used(end.promptTokens() + end.completionTokens());
                answering.ended(end);
            }
            case EngineEvent.TokensUsed used -> used(used.tokens());
            case EngineEvent.AnswerFailed failed -> answering.failed(failed);
            case EngineEvent.AnswerDelayed delayed -> answering.delayed(delayed);
            case EngineEvent.Coped coped -> scene.decided(coped.decision(), coped.facts());
            case EngineEvent.WordPlaced word -> scene.ledger.placed(word);
            case EngineEvent.PieceSpoken spoken -> speaking.spoken(spoken);
            case EngineEvent.PieceFailed failed ->
                throw new IllegalArgumentException(
                        "a failed piece comes with its samples, as PieceLost: " + failed.piece());
        }
    }

    private void used(long tokens) {
        scene.observe(observer -> observer.used(scene.opening.callId(), tokens));
    }

    private void onDeadline(ConversationEvent.DeadlinePassed passed) {
        if (!scene.passed(passed.deadline(), passed.timer())) {
            return;
        }
        switch (passed.deadline()) {
            case HEARING -> relistening.late();
            case RELISTEN -> relistening.listen();
            case SESSION -> rollover.begin("its session ends soon");
            case GAP -> rollover.noGap();
            case FINAL -> {
                handingOver.wordsLate();
                hearing.finalLate();
            }
            case TURN_END -> answer();
            case VOICE -> interrupting.voiceLasts();
            case PAUSE -> pauseOver();
            case STABLE -> hearing.stable();
            case KEYS -> hearing.keysEnded();
            case FIRST_TOKEN -> answering.late("no first token in time");
            case ANSWER -> answering.late("answer too long under way");
            case TOOLS -> answering.toolsLate();
            case FILLER -> answering.fill();
            case OPENER -> openers.speak();
            case PLAYBACK -> scene.turn().ifPresent(speaking::watch);
            case PLAYED_OUT -> turnHeard();
            case SILENCE -> silentCaller.isSilent();
            case FAREWELL ->
                scene.turn().flatMap(turn -> turn.farewell).ifPresent(why -> cut(why.name(), () -> leaving.leave(why)));
            case TRANSFER -> leaving.transferFailed();
            case LINE -> end(Ending.LINE_LOST);
            case CALL -> timeOver(Ending.TOO_LONG);
        }
    }

    private void begin() {
        scene.begin();
        long at = scene.now();
        scene.observe(o -> o.began(scene.opening, at));
        var longest = scene.persona().limits().call();
        var limit = longest.compareTo(limits.longestCall()) < 0 ? longest : limits.longestCall();
        scene.start(Deadline.CALL, limit.minus(scene.lasted()));
        relistening.begin();
        new FirstTurn(scene, this, answering, speaking).begin();
    }

    @Override
    public void answer() {
        if (leaving.done()) {
            return; // with the event at hand
        }
        leaving.calledOff();
        handingOver.perform();
        handingOver.speaks();
        interrupting.wasPutOff(); // this answers it
        scene.stop(Deadline.TURN_END);
        if (!speculation.confirm()) {
            answering.ask(scene.beginTurn("caller"));
        }
        scene.turn().ifPresent(hearing::reportTo);
        openers.answerBegins();
    }

    @Override
    public void rest() {
        if (leaving.done() || leaving.transferring()) {
            return; // ended with the event at hand
        }
        if (!hearing.busy() && leaving.finishIfWaiting()) {
            return;
        }
        handingOver.performOnceKnown(hearing.busy());
        if (handingOver.owesFirstWords() && !hearing.busy()) {
            takeOver();
            return;
        }
        var after = scene.persona().silence().after();
        boolean waits = hearing.busy() || scene.runs(Deadline.SILENCE); // noise does not begin the silence anew
        if (scene.lineThere() && !waits && after.isPositive()) {
            scene.start(Deadline.SILENCE, after);
        }
    }

    /** Who took over goes on with what the caller wanted. */
    private void takeOver() {
        handingOver.speaks();
        answering.ask(scene.beginTurn(HandingOver.CAUSE));
    }

    /** The agent's turn was heard to its end. */
    private void turnHeard() {
        var turn = scene.turn().orElseThrow();
        cutting.stopTurnTimers();
        scene.endTurn("heard");
        handingOver.turnOver(turn);
        if (turn.answersCaller() && !owesWords(turn)) {
            leaving.answered();
        }
        if (turn.givenUp) {
            scene.emit(new Effect.CancelTurn(turn.id)); // its answer may still be under way
        }
        if (turn.farewell.isPresent()) {
            farewellHeard(turn);
        } else {
            saidAll(turn);
        }
    }

    /** Whether the caller still waits for words: for an answer, or for the first ones of who took over. */
    private boolean owesWords(AgentTurn turn) {
        return scene.history.unanswered() || turn.cause.equals(HandingOver.CAUSE) && !turn.entry.answered();
    }

    /** Nothing more comes in that turn: it is the caller's floor, unless something is still to be answered. */
    private void saidAll(AgentTurn turn) {
        if (hearing.busy()) {
            return;
        }
        if (interrupting.wasPutOff()) {
            answer();
        } else if (turn.answersCaller() && owesWords(turn) && !turn.handsOver()) {
            leaving.apologise();
        } else {
            rest();
        }
    }

    /** The call ends, unless the caller had or has something to say. */
    private void farewellHeard(AgentTurn turn) {
        boolean waits = interrupting.wasPutOff();
        if (!turn.interruptible()) {
            leaving.leave(turn.farewell.orElseThrow());
        } else if (waits) {
            answer();
        } else if (hearing.busy() && !interrupting.hearsAside()) {
            leaving.unlessCalledOff(turn.farewell.orElseThrow());
        } else {
            leaving.finish(turn.farewell.orElseThrow());
        }
    }

    /** No words came that would explain the voice. */
    private void pauseOver() {
        pausing.resume();
        if (scene.turn().isEmpty() && !hearing.busy() && !interrupting.waitsOn(hearing.voiceSounds())) {
            hearing.afterNothing();
        }
    }

    /** Audio stopped leaving although there is some: what was not heard is said once more, once. */
    private void turnStuck() {
        var turn = scene.turn().orElseThrow();
        cut("playback stuck", () -> {
            if (!resuming.sayAfterStuck(turn)) {
                turn.farewell.ifPresentOrElse(
                        leaving::leave, turn.audible() ? () -> saidAll(turn) : leaving::apologise);
            }
        });
    }

    @Override
    public void goOn() {
        var cut = scene.cutForNothing().filter(turn -> scene.lineThere());
        if (cut.filter(resuming::sayAfterFalseAlarm).isEmpty()) {
            boolean owed = cut.filter(turn -> turn.owed).isPresent() || scene.history.unanswered();
            cut.filter(turn -> turn.farewell.isPresent())
                    .ifPresentOrElse(this::farewellHeard, owed ? this::answer : this::rest);
        }
        cut.ifPresent(before -> scene.turn().ifPresent(turn -> turn.falseAlarms = before.falseAlarms + 1));
    }

    @Override
    public void cut(String why, Runnable then) {
        cutting.cut(why, then);
    }

    private void lineLost() {
        scene.lineThere(false);
        scene.stop(Deadline.PLAYBACK, Deadline.SILENCE);
        scene.start(Deadline.LINE, limits.takeover());
    }

    private void lineBack(Duration playoutDelay) {
        scene.lineThere(true);
        scene.stop(Deadline.LINE);
        scene.ledger.delay(playoutDelay);
        scene.turn().ifPresentOrElse(speaking::proceed, this::rest);
    }

    private void timeOver(Ending why) {
        if (!leaving.transferring()) { // which ends the call by itself
            leaving.sayGoodbye(scene.persona().limits().callGoodbye(), why);
        }
    }

    private void end(Ending why) {
        cut(why.name(), () -> leaving.finish(why));
    }

    boolean ended() {
        return leaving.done();
    }

    /** Where it stands, for people: no words, no numbers of callers. */
    String describe() {
        if (ended()) {
            return "ended";
        }
        var floor = scene.turn()
                .map(turn -> turn.id + " " + turn.phase())
                .orElse(hearing.busy() ? "caller speaking" : "listening");
        return scene.lineThere() ? floor : floor + ", line lost";
    }
}
