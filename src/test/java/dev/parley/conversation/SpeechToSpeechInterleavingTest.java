package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls in which caller, model, tools and network do things in any order: what must hold holds, whatever the order. A call that
 * fails prints its seed and what happened; {@code -Dparley.interleaving.from=SEED -Dparley.interleaving.calls=1} has it again.
 */
class SpeechToSpeechInterleavingTest {
    private static final OptionalLong FROM = asked("from");
    private static final int CALLS = (int) asked("calls").orElse(400);
    private static final int FRESH_CALLS = 60;
    private static final int STEPS = 120;
    private static final String[] TOOLS = {
        "find_table",
        FakeTools.LASTING,
        "hand_off_to_twin",
        "hand_off_to_sales",
        "hand_off_to_reception",
        "hand_off_to_gone"
    };

    @ParameterizedTest
    @EnumSource(InterruptBy.class)
    void whateverTheOrderOneResponseIsUnderWayAndNothingCutIsHeard(InterruptBy by) {
        int truncations = 0;
        int rollovers = 0;
        for (long seed = FROM.orElse(0); seed < FROM.orElse(0) + CALLS; seed++) {
            var any = new AnyCall(by, seed);
            truncations += any.run();
            rollovers += any.rollovers;
        }
        if (FROM.isPresent()) {
            return; // some calls again, too few to count what happens in them
        }
        assertThat(rollovers).as("sessions that another one took over from").isGreaterThan(CALLS / 4);
        assertThat(truncations).as("answers that were cut while they sounded").isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource(InterruptBy.class)
    void soItIsInCallsThatNobodyHasSeenBefore(InterruptBy by) {
        long from = ThreadLocalRandom.current().nextLong(1_000_000, 1L << 40);
        for (long seed = from; seed < from + FRESH_CALLS; seed++) {
            new AnyCall(by, seed).run();
        }
    }

    private static OptionalLong asked(String what) {
        var value = Long.getLong("parley.interleaving." + what);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static final class AnyCall {
        private final SpeechToSpeechCall call = new SpeechToSpeechCall();
        private final Random random;
        private final String name;
        /** Items of the caller whose words are to come. */
        private final Deque<String> wordless = new ArrayDeque<>();
        /** Audio of the model's items, in ms. */
        private final Map<String, Integer> given = new HashMap<>();

        private final List<String> happened = new ArrayList<>();

        private int responses;
        private int session = 1;
        private boolean begun;
        private boolean voice;
        private int items;
        private int truncations;
        private int rollovers;

        AnyCall(InterruptBy by, long seed) {
            this.random = new Random(seed);
            this.name = by + ", seed " + seed;
            call.begins(by);
        }

        /** The number of truncations in it. */
        int run() {
            try {
                return holds();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        name + ", " + call.conversation.describe() + "\n" + String.join("\n", happened), e);
            }
        }

        private void did(String what) {
            happened.add(call.clock.nanos() / 1_000_000 + " ms, " + call.conversation.describe() + ": " + what);
        }

        private int holds() {
            try (var breakdowns = new Breakdowns()) {
                call.model.tells(new RealtimeEvent.Ready());
                for (int step = 0; step < STEPS && call.endings.isEmpty(); step++) {
                    anything();
                    check();
                }
                call.conversation.end(Ending.CALLER_HUNG_UP, "hung up");
                breakdowns.none();
            }
            assertThat(call.endings).as(name).hasSize(1);
            assertThat(call.clock.waiting())
                    .as(name + ": timers that still run")
                    .isLessThan(2);
            return truncations;
        }

        /** The fake model itself fails where a second response is asked for while one is under way. */
        private void check() {
            assertThat(call.line.lateAudio).as(name + ": audio of a cut turn").isZero();
            for (var told : call.model.news()) {
                if (told.startsWith("truncate ")) {
                    truncations++;
                    var words = told.split(" ");
                    assertThat(Integer.parseInt(words[2]))
                            .as(name + ": " + told)
                            .isBetween(0, given.getOrDefault(words[1], -1));
                }
            }
        }

        private void anything() {
            if (call.model.servingSession() != session) {
                anotherServes();
            }
            switch (random.nextInt(14)) {
                case 0 -> voice();
                case 1 -> words();
                case 2, 3, 4 -> model();
                case 5 -> {
                    did("tools answer");
                    call.tools.running.values().forEach(tool -> tool.complete(new ToolOutcome("{}", false, false)));
                }
                case 6 -> {
                    did("a key");
                    call.conversation.pressed("0123456789#*".charAt(random.nextInt(12)));
                }
                case 7 -> lost();
                case 8 -> {
                    did("session is rolled over");
                    call.conversation.rollOver();
                }
                case 9 -> next();
                default -> call.clock.advance(Duration.ofMillis(random.nextInt(700)));
            }
        }

        private void voice() {
            did(voice ? "voice ends" : "voice begins");
            if (!voice) {
                call.model.tells(new RealtimeEvent.VoiceBegan(0));
            } else {
                var item = "heard" + ++items;
                wordless.add(item);
                call.model.tells(new RealtimeEvent.VoiceEnded(0));
                call.model.tells(new RealtimeEvent.TurnCommitted(item));
            }
            voice = !voice;
        }

        private void words() {
            if (!wordless.isEmpty()) {
                var item = wordless.poll();
                did("words, or none, of " + item);
                switch (random.nextInt(4)) {
                    case 0 -> call.model.tells(new RealtimeEvent.Transcribed(item, ""));
                    case 1 -> call.model.tells(new RealtimeEvent.NotTranscribed(item));
                    case 2 -> call.model.tells(new RealtimeEvent.Transcribed(item, "mhm"));
                    default -> call.model.tells(new RealtimeEvent.Transcribed(item, "When do you open?"));
                }
            }
        }

        private void model() {
            if (!call.model.isActive()) {
                begun = false;
                return;
            }
            if (!begun) {
                begun = true;
                did("model begins");
                call.model.begins();
                responses++;
                return;
            }
            switch (random.nextInt(5)) {
                case 0 -> {
                    begun = false;
                    var how = How.values()[random.nextInt(How.values().length)];
                    did("model ends: " + how);
                    call.model.ends(how);
                }
                case 1 -> {
                    var tool = TOOLS[random.nextInt(TOOLS.length)];
                    did("model wants " + tool);
                    call.model.wantsTool(tool);
                }
                default -> {
                    int ms = 100 + random.nextInt(2_000);
                    did("model says " + ms + " ms");
                    given.merge("item" + responses, ms, Integer::sum);
                    call.model.says("so many words for you ", ms);
                }
            }
        }

        /** What the one before had under way is nobody's business any more. */
        private void anotherServes() {
            did("another session serves");
            session = call.model.servingSession();
            rollovers++;
            begun = false;
            voice = false;
            wordless.clear();
            call.model.tells(new RealtimeEvent.Ready()); // news only where it takes over before it is ready
        }

        private void next() {
            if (call.model.hasNext()) {
                did("next session is ready or lost");
                call.model.nextTells(
                        random.nextInt(4) == 0
                                ? new RealtimeEvent.Lost("dropped", true)
                                : new RealtimeEvent.Ready(Optional.of(Duration.ofSeconds(20 + random.nextInt(20)))));
            }
        }

        private void lost() {
            if (random.nextInt(20) == 0) {
                did("session is lost");
                call.model.tells(new RealtimeEvent.Lost("dropped", true));
                call.clock.advance(Duration.ofSeconds(4));
                call.model.tells(new RealtimeEvent.Ready());
            }
        }
    }
}
