package dev.parley.rehearsal;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.agents.Tools;
import dev.parley.config.Threads;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.Engine;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Successors;
import dev.parley.conversation.Surroundings;
import dev.parley.conversation.Time;
import dev.parley.media.Ticker;
import dev.parley.speech.SpeechToText;
import dev.parley.speech.TextToSpeech;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The node's own engine, spoken to and heard by its own services, in real time. */
final class VoiceMode implements TestMode {
    /** Longer than the conversation lets a call be. */
    private static final Duration LONGEST = TestCall.LONGEST.plusMinutes(1);
    /** The last words of a call are recognised by then. */
    private static final long LAST_WORDS_NANOS = Duration.ofSeconds(4).toNanos();
    /** A recogniser places the beginning of a turn a little before or behind its first sound. */
    private static final long EARLY_NANOS = 300_000_000;

    private final Engine engine;
    private final Tools tools;
    private final SpeechToText hearing;
    private final SpokenLines lines;
    private final Ticker ticker;
    private final Threads threads;
    private final Successors successors;

    VoiceMode(
            Engine engine,
            Tools tools,
            SpeechToText hearing,
            TextToSpeech speaking,
            Ticker ticker,
            Threads threads,
            Successors successors) {
        this.successors = successors;
        this.engine = engine;
        this.tools = tools;
        this.hearing = hearing;
        this.lines = new SpokenLines(speaking);
        this.ticker = ticker;
        this.threads = threads;
    }

    @Override
    public Performance perform(String callId, Persona persona, PersonaTest test) throws InterruptedException {
        try (var ear = new CallersEar(hearing, persona)) {
            if (!ear.listens()) {
                throw new CannotRehearse(
                        "the caller's ear could not be opened: " + ear.lost().orElse("no connection in time"));
            }
            var spoken = lines.of(persona, test.conversation());
            return new Run(callId, persona, test, spoken, ear).led();
        }
    }

    /** On the ticker's thread, but for its begin and end. */
    private final class Run implements SimulatedCaller.Mouth, Ticker.Subscriber {
        private final Time time = Time.of(threads);
        private final Map<Integer, byte[]> spoken;
        private final CallersEar ear;
        private final Microphone microphone = new Microphone();
        private final AgentActivity agent = new AgentActivity();
        private final RehearsalLine line;
        private final ToolsOfTest tools;
        private final LiveConversation conversation;
        private final SimulatedCaller caller;
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private long doneNanos;

        Run(String callId, Persona persona, PersonaTest test, Map<Integer, byte[]> spoken, CallersEar ear) {
            this.spoken = spoken;
            this.ear = ear;
            line = new RehearsalLine(microphone, frame -> ear.hear(frame, time.nanos()));
            tools = new ToolsOfTest(VoiceMode.this.tools, test.tools(), time);
            conversation = new Stage(
                            engine,
                            tools,
                            TestCall.limits(),
                            CallDay.of(test.inputs()),
                            new Surroundings(threads.virtual(), time, List.of(agent)),
                            successors)
                    .begin(TestCall.opening(callId, persona, test), line, agent);
            agent.of(conversation);
            line.connect(conversation);
            caller = new SimulatedCaller(test, this, agent, conversation, time.nanos());
        }

        Performance led() throws InterruptedException {
            boolean ended = true;
            ticker.add(this);
            try {
                over.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                ended = false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("the rehearsed call broke", e.getCause());
            } finally {
                ticker.remove(this);
                conversation.end(Ending.FAILED, "the rehearsal is over");
            }
            return performance(
                    ended
                            ? ear.lost()
                                    .map(reason -> "the caller's ear failed: " + reason)
                                    .or(caller::fault)
                            : Optional.of("the call came to no end within " + LONGEST.toMinutes() + " min"));
        }

        private Performance performance(Optional<String> fault) {
            return new Performance(
                    Mode.VOICE,
                    fault,
                    agent.beganNanos(),
                    conversation.transcript(),
                    ear.heard(),
                    caller.acts(),
                    agent.turns(),
                    line.sounds(),
                    tools.calls(),
                    agent.ending(),
                    agent.transferredTo(),
                    agent.handedTo(),
                    agent.lasted());
        }

        @Override
        public void tick(long nowNanos) {
            try {
                caller.tick(nowNanos);
                line.tick(nowNanos);
                if (caller.done()) {
                    doneNanos = doneNanos == 0 ? nowNanos : doneNanos;
                    if (!ear.waits() || nowNanos - doneNanos > LAST_WORDS_NANOS) {
                        over.complete(null);
                    }
                }
            } catch (RuntimeException e) {
                over.completeExceptionally(e);
            }
        }

        @Override
        public void say(int step, String words) {
            microphone.play(spoken.get(step));
        }

        @Override
        public void makeNoise(Duration lasts) {
            microphone.play(Sounds.noise(lasts.toMillis()));
        }

        @Override
        public boolean busy() {
            return microphone.busy();
        }

        @Override
        public int wordsOf(AgentActivity.Turn turn) {
            return line.sounds().stream()
                    .filter(sound -> sound.turn().equals(turn.id()))
                    .findFirst()
                    .map(sound -> ear.wordsSince(sound.fromNanos() - EARLY_NANOS))
                    .orElse(0);
        }
    }
}
