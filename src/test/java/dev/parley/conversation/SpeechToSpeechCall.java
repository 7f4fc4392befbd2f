package dev.parley.conversation;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Persona.InterruptionPolicy;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.config.ConversationSettings;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.media.Ticker;
import dev.parley.realtime.FakeRealtimeModel;
import dev.parley.realtime.RealtimeEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call with a model that hears and speaks for itself, on a manual clock; the test is the model, the caller and the tools. */
final class SpeechToSpeechCall {
    private static final String VOICE = "marin";
    static final String GREETING = "Good day, what can I do for you?";

    final ManualClock clock = new ManualClock();
    final FakeRealtimeModel model = new FakeRealtimeModel();
    final FakeTools tools = new FakeTools();
    final FakeLine line = new FakeLine(clock, Duration.ofMillis(40));
    final List<Ending> endings = new ArrayList<>();
    final Decisions decisions = new Decisions();
    LiveConversation conversation;

    void begins(InterruptBy by) {
        begins(by, new RealtimeEngine(model, new Ticker()));
    }

    void begins(InterruptBy by, Engine engine) {
        var settings = new ConversationSettings(2, Duration.ofHours(1), Duration.ofMillis(200), Duration.ofSeconds(3));
        var stage = new Stage(
                engine,
                tools,
                settings,
                Clock.systemUTC(),
                new Surroundings(Runnable::run, clock, List.of(decisions), (snapshot, elsewhere) -> {}),
                (id, caller) -> Optional.ofNullable(others(by).get(id.value())));
        var opening = new Opening(
                "call-1",
                persona(by),
                "+15550001",
                "+15550002",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        conversation = stage.begin(opening, line, new ConversationListener() {
            @Override
            public void ended(String callId, Ending why, Duration lasted) {
                endings.add(why);
            }

            @Override
            public void transfer(String callId, String to) {
                throw new AssertionError("nobody to transfer to");
            }
        });
        line.conversation = conversation;
    }

    /** Who can take over: with the same voice, with another one, with another engine. */
    static Map<String, Persona> others(InterruptBy by) {
        var usual = persona(by);
        return Map.of(
                "twin", TestPersonas.like(usual, "twin", Pipeline.REALTIME, VOICE, "reception", "sales", "desk"),
                "sales", TestPersonas.like(usual, "sales", Pipeline.REALTIME, "cedar", "reception", "twin", "desk"),
                "desk",
                        TestPersonas.like(
                                usual, "desk", Pipeline.CASCADE, "en-US-AvaMultilingualNeural", "reception", "sales"),
                "reception", usual);
    }

    private static Persona persona(InterruptBy by) {
        var policy =
                new InterruptionPolicy(by, 2, InterruptionPolicy.USUAL_SPEECH, List.of(), Optional.empty(), true, true);
        var usual = TestPersonas.persona(Optional.of(GREETING), policy);
        return TestPersonas.like(usual, "reception", Pipeline.REALTIME, VOICE, "twin", "sales", "desk", "gone");
    }
}
