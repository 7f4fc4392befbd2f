package dev.parley.conversation;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs one conversation: takes its events one by one, lets the {@link TurnMachine} decide, carries the effects out. Events
 * come from any thread; deciding and doing are on one thread at a time, a new one whenever the mailbox was empty.
 */
final class RunningConversation implements LiveConversation {
    private static final Logger LOG = Logger.getLogger(RunningConversation.class.getName());

    private final Opening opening;
    private final TurnMachine machine;
    private final Scene scene;
    private final Mailbox mailbox;
    private final PlayoutRelay relay;
    private final Line first;
    private final Surroundings surroundings;
    private final ToolRuns toolRuns;
    private final Remembering remembering;
    private final ConversationListener listener;
    private final Deque<Effect.Observe> untold = new ArrayDeque<>();
    private final Timers timers;
    private volatile Serving serving;
    private volatile boolean released;
    private volatile List<TranscriptEntry> transcript = List.of();
    private volatile List<TurnReport> turns = List.of();
    private volatile String state = "beginning";

    RunningConversation(
            Scene scene,
            TurnMachine machine,
            Casting casting,
            Line line,
            ConversationListener listener,
            Surroundings surroundings) {
        this.opening = scene.opening;
        this.scene = scene;
        this.machine = machine;
        this.first = line;
        this.listener = listener;
        this.surroundings = surroundings;
        this.mailbox = new Mailbox(line.format().sampleRateHz());
        this.relay = new PlayoutRelay(line, () -> end(Ending.FAILED, "the line takes no audio"));
        this.remembering = new Remembering(scene);
        this.timers = new Timers(surroundings.time(), this::post);
        this.toolRuns = new ToolRuns(scene, casting, this::post);
    }

    /** Opens the engine and begins; if the engine refuses, nothing is left behind. */
    void begin(Engine engine) {
        mailbox.post(new ConversationEvent.Began());
        // what the engine says while it opens waits behind Began until the session is there to be told anything
        serving = new Serving(
                engine, scene, first.format(), event -> post(new ConversationEvent.FromEngine(event)), relay);
        wake();
    }

    @Override
    public String callId() {
        return opening.callId();
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        if (!released) {
            serving.session().hear(pcm, offset, length);
        }
    }

    @Override
    public void pressed(char key) {
        post(new ConversationEvent.KeyPressed(key));
    }

    @Override
    public void noted(String text) {
        post(new ConversationEvent.Noted(text));
    }

    @Override
    public boolean shown(String picture) {
        boolean sees = serving.modelSpeaks();
        if (sees) {
            post(new ConversationEvent.Shown(picture));
        }
        return sees;
    }

    @Override
    public void prompted() {
        post(new ConversationEvent.Prompted());
    }

    @Override
    public void stopped() {
        post(new ConversationEvent.Stopped());
    }

    @Override
    public void toolAnswered(String callId, String content) {
        post(new ConversationEvent.ClientAnswered(callId, content));
    }

    @Override
    public void lags(Duration delay) {
        post(new ConversationEvent.LineLags(delay));
    }

    @Override
    public void sent(PieceId piece, int samples, long atNanos, boolean amid) {
        relay.sent(piece, samples);
        post(new ConversationEvent.Sent(piece, samples, atNanos, amid));
    }

    @Override
    public void attach(Line line) {
        post(new ConversationEvent.LineAttached(line));
    }

    @Override
    public void detached(Line line, String reason) {
        post(new ConversationEvent.LineDetached(line, reason));
    }

    @Override
    public void end(Ending why, String reason) {
        post(new ConversationEvent.EndAsked(why, reason));
    }

    @Override
    public void sayGoodbye(Ending why) {
        post(new ConversationEvent.GoodbyeAsked(why));
    }

    @Override
    public boolean rollOver() {
        boolean has = serving.modelSpeaks() && !released;
        if (has) {
            post(new ConversationEvent.RolloverAsked());
        }
        return has;
    }

    @Override
    public void transferFailed() {
        post(new ConversationEvent.TransferFailed());
    }

    @Override
    public List<TranscriptEntry> transcript() {
        return transcript;
    }

    @Override
    public List<TurnReport> turns() {
        return turns;
    }

    @Override
    public int waiting() {
        return mailbox.size();
    }

    @Override
    public String describe() {
        return opening.callId() + " " + opening.persona().id() + ": " + state + ", " + waiting() + " events waiting, "
                + relay.keptMs() + " ms of audio kept";
    }

    private void post(ConversationEvent event) {
        switch (mailbox.post(event)) {
            case WAKE_READER -> wake();
            case REFUSED -> LOG.log(Level.SEVERE, "Mailbox full, the call ends: {0}", opening.callId());
            case QUEUED -> {
                // its reader comes to it
            }
        }
    }

    private void wake() {
        try {
            surroundings.executor().execute(this::read);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "The executor takes no more; call " + opening.callId() + " goes on where it is", e);
            read();
        }
    }

    private void read() {
        for (var event = mailbox.next(); event.isPresent(); event = mailbox.next()) {
            try {
                if (mailbox.overflowed()) {
                    decide(new ConversationEvent.EndAsked(Ending.FAILED, "mailbox full"));
                }
                handle(event.get());
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "Call " + opening.callId() + " broke at " + event.get(), e);
                breakOff();
            }
        }
    }

    /** Who watches is told of this end as of any other. */
    private void breakOff() {
        if (!released && !machine.ended()) {
            long at = now();
            attempt("observers", () -> surroundings
                    .observers()
                    .forEach(observer -> observer.ended(opening.callId(), Ending.FAILED, scene.lasted(), at)));
        }
        release(Ending.FAILED);
    }

    private void handle(ConversationEvent event) {
        if (released) {
            refuseLine(event);
            return;
        }
        switch (event) {
            case ConversationEvent.FromEngine from -> decide(counted(from));
            case ConversationEvent.LineAttached attached -> attached(attached);
            case ConversationEvent.LineDetached detached -> {
                if (relay.detach(detached.line())) {
                    decide(detached);
                }
            }
            case ConversationEvent.ClientAnswered answered -> toolRuns.answered(answered.callId(), answered.content());
            case ConversationEvent.ToolEnded ended -> {
                toolRuns.forget(ended.call());
                decide(ended);
            }
            default -> decide(event);
        }
        if (released) {
            return;
        }
        if (scene.turn().isEmpty()) {
            relay.forgetHeard();
        }
        if (tellsOfWhatWasSaid(event)) {
            transcript =
                    scene.history.transcript(scene.ledger, surroundings.time().nanos());
            turns = scene.reports();
            state = machine.describe();
        }
        if (remembering.learnsBy(event)) {
            surroundings
                    .memories()
                    .keep(
                            remembering.snapshot(now(), surroundings.traceParent(opening.callId())),
                            () -> end(Ending.TAKEN_OVER, "another node has the call"));
        }
    }

    /** A failed piece comes with what was given of it. */
    private ConversationEvent counted(ConversationEvent.FromEngine from) {
        return from.event() instanceof EngineEvent.PieceFailed failed
                ? new ConversationEvent.PieceLost(failed.piece(), relay.given(failed.piece()), failed.retryable())
                : from;
    }

    private void attached(ConversationEvent.LineAttached attached) {
        if (attached.line().format().equals(first.format())) {
            relay.attach(attached.line());
            decide(attached);
        } else {
            attached.line().close("another audio format than the call's");
        }
    }

    private static void refuseLine(ConversationEvent event) {
        if (event instanceof ConversationEvent.LineAttached late) {
            late.line().close("the conversation is over");
        }
    }

    /** The frequent events change nothing that was said. */
    private static boolean tellsOfWhatWasSaid(ConversationEvent event) {
        return !(event instanceof ConversationEvent.Sent)
                && !(event instanceof ConversationEvent.FromEngine from
                        && (from.event() instanceof EngineEvent.AnswerToken
                                || from.event() instanceof EngineEvent.WordPlaced));
    }

    private void decide(ConversationEvent event) {
        var pending = new ArrayDeque<>(machine.on(event, now()));
        try {
            while (!pending.isEmpty()) {
                carryOut(pending.poll(), pending);
            }
        } finally {
            tell();
        }
    }

    /** Who watches is told behind what is done: a log line takes longer than a question or a cut. */
    private void tell() {
        while (!untold.isEmpty()) {
            surroundings.observers().forEach(untold.poll().what());
        }
    }

    private void carryOut(Effect effect, Deque<Effect> pending) {
        var session = serving.session();
        switch (effect) {
            case Effect.Ask ask -> session.ask(ask.turn(), ask.history(), ask.tools());
            case Effect.AskAloud ask -> session.askAloud(ask.voice(), ask.history(), ask.tools());
            case Effect.TellEntered tell -> session.entered(tell.text());
            case Effect.ShowPicture show -> session.shown(show.picture());
            case Effect.TellHeard tell -> session.heard(tell.piece(), tell.samples());
            case Effect.Speak speak -> session.speak(speak.piece(), speak.text());
            case Effect.CutPlayback cut -> {
                relay.cut(cut.turn());
                // the ledger learns of the last sample that went out before it says what was heard
                mailbox.takeSent().forEach(sent -> pending.addAll(machine.on(sent, now())));
                pending.addAll(machine.on(new ConversationEvent.PlaybackCut(cut.turn()), now()));
            }
            case Effect.PausePlayback pause -> {
                relay.pause(pause.turn());
                mailbox.takeSent().forEach(sent -> pending.addAll(machine.on(sent, now())));
                pending.addAll(machine.on(new ConversationEvent.PlaybackPaused(pause.turn()), now()));
            }
            case Effect.ResumePlayback resume -> relay.resume(resume.from());
            case Effect.HoldPlayback hold -> relay.hold(hold.from());
            case Effect.ReleasePlayback release -> relay.release();
            case Effect.DropHeld drop -> relay.dropHeld(drop.turn());
            case Effect.CancelTurn cancel -> session.cancel(cancel.turn());
            case Effect.StopThinking stop -> session.stopThinking(stop.turn());
            case Effect.RunTools run -> toolRuns.run(run.turn(), run.calls());
            case Effect.CancelTools cancel -> toolRuns.cancel(cancel.callIds());
            case Effect.StartTimer start -> timers.start(start);
            case Effect.StopTimer stop -> timers.stop(stop.deadline());
            case Effect.ListenAgain again -> session.listenAgain(again.history());
            case Effect.FallBack to -> serving.fallBack(to);
            case Effect.HandOff to -> serving.handOver(to);
            case Effect.PrepareNext prepare -> session.prepareNext();
            case Effect.TakeOver take -> session.takeOver(take.history(), take.settled());
            case Effect.Transfer transfer -> listener.transfer(opening.callId(), transfer.to());
            case Effect.Tell tell -> relay.caption(tell.caption());
            case Effect.Observe observe -> untold.add(observe);
            case Effect.Finish finish -> {
                tell(); // nothing comes behind the end
                release(finish.why());
            }
        }
    }

    /** Gives everything back, each whatever became of the others, and tells the listener last. */
    private void release(Ending why) {
        if (released) {
            return;
        }
        released = true;
        transcript = scene.history.transcript(scene.ledger, now());
        turns = scene.reports();
        state = "ended, " + why;
        attempt("timers", timers::stopAll);
        attempt("tools", toolRuns::close);
        attempt("engine", () -> serving.session().close());
        attempt("line", () -> relay.close(why.name()));
        attempt("listener", () -> listener.ended(opening.callId(), why, scene.lasted()));
    }

    private void attempt(String what, Runnable release) {
        try {
            release.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Releasing the " + what + " of call " + opening.callId() + " failed", e);
        }
    }

    private long now() {
        return surroundings.time().nanos();
    }
}
