package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.CallOutcome;
import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.config.ConversationSettings;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.sessions.ConversationSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A call that reads like one, on a manual clock: the test is caller, model and tools. */
final class Dialogue {
    static final String GREETING = "Hello, how can I help?";
    static final Duration SILENCE = Duration.ofSeconds(8);
    private static final long FRAME_MS = 20;

    final ManualClock clock = new ManualClock();
    final FakeEngine engine = new FakeEngine(clock);
    final FakeTools tools = new FakeTools();
    final List<Ending> endings = new ArrayList<>();
    final List<String> transfers = new ArrayList<>();
    final List<CallOutcome> outcomes = new ArrayList<>();
    final Decisions decisions = new Decisions();
    final NodeConversations node;
    final List<FakeLine> lines = new ArrayList<>();
    FakeLine line;
    LiveConversation conversation;
    /** What another node would need, and what is to be done when one has the call. */
    ConversationSnapshot remembered;

    Runnable takenOver;
    final Persona persona;
    /** Who can take over, by id. */
    final Map<String, Persona> others = new HashMap<>();

    private final Duration playoutDelay;
    private long heardMs;

    private Dialogue(
            Persona persona,
            Duration playoutDelay,
            Optional<ConversationSnapshot> memory,
            List<ToolSchema> clientTools) {
        this.persona = persona;
        var settings = new ConversationSettings(2, Duration.ofHours(1), Duration.ofMillis(200), Duration.ofSeconds(3));
        node = new NodeConversations(
                new Stage(
                        engine,
                        tools,
                        settings,
                        Clock.systemUTC(),
                        new Surroundings(
                                Runnable::run,
                                clock,
                                List.of(new CallOutcomes(outcomes::add, InstantSource.system()), decisions),
                                (snapshot, elsewhere) -> {
                                    remembered = snapshot;
                                    takenOver = elsewhere;
                                }),
                        (id, opening) -> Optional.ofNullable(others.get(id.value()))),
                settings);
        this.playoutDelay = playoutDelay;
        line = new FakeLine(clock, playoutDelay);
        lines.add(line);
        var opening = new Opening(
                "call-1",
                persona,
                "+15550001",
                "+15550002",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                memory,
                clientTools);
        conversation = node.begin(opening, line, new ConversationListener() {
            @Override
            public void ended(String callId, Ending why, Duration lasted) {
                endings.add(why);
            }

            @Override
            public void transfer(String callId, String to) {
                transfers.add(to);
            }
        });
        line.conversation = conversation;
    }

    /** A call at which the caller heard the greeting. */
    static Dialogue begun() {
        return begins().after(Duration.ofSeconds(3));
    }

    /** A call whose line runs this tool, after the greeting. */
    static Dialogue begunWithClientTool(String name) {
        var persona = TestPersonas.persona(Optional.of(GREETING), true, 2);
        var tools = List.of(new ToolSchema(name, "shows it", "{}"));
        return new Dialogue(persona, Duration.ofMillis(40), Optional.empty(), tools).after(Duration.ofSeconds(3));
    }

    /** A call of which the greeting has not yet sounded. */
    static Dialogue begins() {
        return begins(TestPersonas.persona(Optional.of(GREETING), true, 2));
    }

    static Dialogue begins(Persona persona) {
        return begins(persona, Duration.ofMillis(40));
    }

    static Dialogue begins(Persona persona, Duration playoutDelay) {
        return new Dialogue(persona, playoutDelay, Optional.empty(), List.of());
    }

    /** The call on another node, which has this one's memory. */
    Dialogue goesOnElsewhere() {
        return new Dialogue(persona, Duration.ofMillis(40), Optional.of(remembered), List.of());
    }

    Dialogue after(Duration time) {
        clock.advance(time);
        return this;
    }

    Dialogue callerBegins(String partial) {
        heardMs += 100;
        engine.tell(new EngineEvent.SpeechStarted(heardMs));
        engine.tell(new EngineEvent.PartialHeard(partial, heardMs, heardMs + 500));
        return this;
    }

    /** Another recogniser makes the same words of the audio in which the caller began to say them. */
    Dialogue heardAgain(String partial) {
        engine.tell(new EngineEvent.SpeechStarted(heardMs));
        engine.tell(new EngineEvent.PartialHeard(partial, heardMs, heardMs + 500));
        return this;
    }

    /** The recogniser believes that speech began. */
    Dialogue soundBegins() {
        engine.tell(new EngineEvent.SpeechStarted(heardMs));
        return this;
    }

    /** More words of what the caller is saying. */
    Dialogue partial(String words) {
        engine.tell(new EngineEvent.PartialHeard(words, heardMs, heardMs + 900));
        return this;
    }

    Dialogue voiceBegins() {
        engine.tell(new EngineEvent.VoiceBegan(heardMs));
        return this;
    }

    /** The voice ends with the words heard so far. */
    Dialogue voiceEnds() {
        return voiceEnds(Duration.ofMillis(500));
    }

    /** The voice seems to end with the words heard so far. */
    Dialogue voiceFades() {
        engine.tell(new EngineEvent.VoiceFaded(heardMs + 500));
        return this;
    }

    Dialogue voiceEnds(Duration afterItBegan) {
        engine.tell(new EngineEvent.VoiceEnded(heardMs + afterItBegan.toMillis(), 0));
        return this;
    }

    Dialogue callerEnds(String utterance) {
        engine.tell(new EngineEvent.UtteranceHeard(utterance, heardMs, heardMs + 600));
        heardMs += 1_000;
        return this;
    }

    Dialogue callerSays(String utterance) {
        return callerBegins(utterance).callerEnds(utterance);
    }

    /** What the caller says next is no part of what was heard so far. */
    Dialogue callerBreathes() {
        heardMs += 1_000;
        return this;
    }

    Dialogue soundWasNoSpeech() {
        engine.tell(new EngineEvent.NothingHeard(heardMs));
        heardMs += 1_000;
        return this;
    }

    Dialogue presses(String keys) {
        keys.chars().forEach(key -> conversation.pressed((char) key));
        return this;
    }

    TurnId thinking() {
        return engine.thinking()
                .orElseThrow(() -> new AssertionError("the model was not asked: " + conversation.describe()));
    }

    Dialogue modelSays(String text) {
        var turn = thinking();
        for (int i = 0; i < text.length(); i += 5) {
            engine.tell(new EngineEvent.AnswerToken(turn, text.substring(i, Math.min(i + 5, text.length()))));
        }
        return this;
    }

    Dialogue modelAnswers(String text) {
        return modelSays(text).modelIsDone();
    }

    Dialogue modelIsDone() {
        engine.tell(new EngineEvent.AnswerEnded(thinking(), EngineEvent.Ending.COMPLETE, 10, 5));
        return this;
    }

    Dialogue modelFails(boolean retryable) {
        engine.tell(new EngineEvent.AnswerFailed(thinking(), "503", retryable));
        return this;
    }

    Dialogue modelWants(String... names) {
        var calls = new ArrayList<ToolCall>();
        for (var name : names) {
            calls.add(new ToolCall("id-" + name + "-" + engine.asked.size(), name, "{}"));
        }
        engine.tell(new EngineEvent.ToolsWanted(thinking(), calls));
        engine.tell(new EngineEvent.AnswerEnded(thinking(), EngineEvent.Ending.TOOLS, 10, 5));
        return this;
    }

    Dialogue toolAnswers(String name, String content) {
        tools.running.remove(name).complete(new ToolOutcome(content, false, name.equals("end_call")));
        return this;
    }

    /** All tools that run come to this end. */
    void toolsEnd(Consumer<CompletableFuture<ToolOutcome>> how) {
        var all = List.copyOf(tools.running.values());
        tools.running.clear();
        all.forEach(how);
    }

    /** Nothing is left out, and nothing heard twice but, at each pause, the word that was cut and what may have been heard of it. */
    Dialogue callerHeardAllOnce(int pauses) {
        var playback = new Playback(lines);
        assertThat(playback.missingMs()).as("missing, ms").isZero();
        long most = pauses * (FakeEngine.WORD_MS + playoutDelay.toMillis() + FRAME_MS);
        assertThat(playback.twiceMs()).as("heard twice, ms").isBetween(0L, most);
        return this;
    }

    long cutsOnTheLine() {
        return lines.stream().mapToLong(each -> each.cuts.size()).sum();
    }

    /** Another line takes over. */
    Dialogue lineTakesOver() {
        return lineTakesOver(playoutDelay);
    }

    Dialogue lineTakesOver(Duration delay) {
        line = new FakeLine(clock, delay);
        line.conversation = conversation;
        lines.add(line);
        conversation.attach(line);
        return this;
    }

    /** The whole dialogue so far as the transcript has it; a cut is marked. */
    Dialogue transcriptIs(String... lines) {
        assertThat(transcript()).containsExactly(lines);
        return this;
    }

    List<String> transcript() {
        return transcript(conversation);
    }

    static List<String> transcript(LiveConversation conversation) {
        return conversation.transcript().stream()
                .map(entry -> entry.who().name().toLowerCase(Locale.ROOT) + ": " + entry.text()
                        + (entry.cut() ? " [cut]" : ""))
                .toList();
    }

    /** The caller asked this, and behind it the agent answered that. */
    static void isAnswered(LiveConversation conversation, String question, String answer) {
        var told = transcript(conversation);
        int asked = lastWith(question, told);
        assertThat(asked).as("the question in %s", told).isNotNegative();
        assertThat(lastWith(answer, told)).as("its answer in %s", told).isGreaterThan(asked);
    }

    private static int lastWith(String words, List<String> told) {
        return IntStream.range(0, told.size())
                .filter(at -> told.get(at).contains(words))
                .max()
                .orElse(-1);
    }

    /** What the model was last told after its instructions. */
    Dialogue modelWasTold(String... messages) {
        var told = engine.asked.getLast().history();
        assertThat(told.subList(1, told.size()).stream().map(Dialogue::written)).containsExactly(messages);
        return this;
    }

    static String written(ChatMessage message) {
        return switch (message) {
            case ChatMessage.Instructions instructions -> "instructions";
            case ChatMessage.Caller caller -> "caller: " + caller.text();
            case ChatMessage.Agent agent ->
                "agent: " + agent.text()
                        + agent.toolCalls().stream()
                                .map(call -> " -> " + call.name())
                                .collect(Collectors.joining());
            case ChatMessage.ToolAnswer answer -> "tool: " + answer.content();
        };
    }

    Dialogue modelWasAsked(int times) {
        assertThat(engine.asked).as(conversation.describe()).hasSize(times);
        return this;
    }

    List<String> spoken() {
        return List.copyOf(engine.spoken.values());
    }

    Dialogue endedBecause(Ending why) {
        assertThat(endings).as(conversation.describe()).containsExactly(why);
        return nothingIsLeft();
    }

    Dialogue stillRuns() {
        assertThat(endings).isEmpty();
        return this;
    }

    /** After the end: engine and lines are closed, no timer of the conversation waits and no tool but a lasting one, the node has forgotten it. */
    Dialogue nothingIsLeft() {
        assertThat(engine.closed).as("engine closed").isTrue();
        assertThat(lines).as("lines closed").allMatch(each -> each.closed.isPresent());
        tools.running.forEach((name, outcome) -> {
            if (!tools.lasting(name)) {
                assertThat(outcome).as("tool " + name).isDone();
            }
        });
        assertThat(node.live()).isEmpty();
        clock.advance(Duration.ofMillis(300)); // what engine and line had under way
        assertThat(clock.waiting()).as("timers").isZero();
        return this;
    }
}
