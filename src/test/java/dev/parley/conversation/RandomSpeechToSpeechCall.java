package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One call with a model that hears and speaks for itself, in which everything happens in any order, by its seed. */
final class RandomSpeechToSpeechCall {
    private static final int STEPS = 120;
    /**
     * An answer of which the rest does not come is given up after 5 s, and so is after 3.5 s a model that does not find again what
     * it is to answer.
     */
    private static final int SILENT_MS = 9_000;

    private static final String[] TOOLS = {
        "find_table",
        FakeTools.LASTING,
        "hand_off_to_twin",
        "hand_off_to_sales",
        "hand_off_to_reception",
        "hand_off_to_gone"
    };

    private final SpeechToSpeechCall call = new SpeechToSpeechCall();
    private final Random random;
    private final String name;
    private final String keys;
    private final CallLog log;
    private final Waiting waiting;
    /** Items of the caller whose words are to come. */
    private final Deque<String> wordless = new ArrayDeque<>();
    /** Audio of the model's items, in ms. */
    private final Map<String, Integer> given = new HashMap<>();
    /** As which pieces the words of its answers went to the line. */
    private final Map<String, PieceId> pieces = new HashMap<>();

    private String response = "";
    private int session = 1;
    private boolean begun;
    private boolean voice;
    private int items;
    private int truncations;
    private int rollovers;
    private int waits;

    RandomSpeechToSpeechCall(InterruptBy by, long seed) {
        this.random = new Random(seed);
        this.name = by + ", seed " + seed;
        this.keys = by == InterruptBy.KEYWORD ? "0123456789" : "0123456789#*";
        call.begins(by);
        log = new CallLog(call.clock, call.conversation);
        waiting = new Waiting(log, () -> call.line, () -> !call.endings.isEmpty());
    }

    /** Answers that were cut while they sounded. */
    int truncations() {
        return truncations;
    }

    /** Questions of which it was waited for an answer. */
    int waits() {
        return waits;
    }

    /** Sessions that another one took over from. */
    int rollovers() {
        return rollovers;
    }

    RandomSpeechToSpeechCall run() {
        try (var breakdowns = new Breakdowns()) {
            call.model.tells(new RealtimeEvent.Ready());
            for (int step = 0; step < STEPS && call.endings.isEmpty(); step++) {
                anything();
                check();
            }
            if (random.nextBoolean()) {
                log.did("hangs up");
                call.conversation.end(Ending.CALLER_HUNG_UP, "hung up");
            } else {
                fallsSilent();
            }
            breakdowns.none();
            assertThat(call.endings).hasSize(1);
            call.clock.advance(Duration.ofMillis(300)); // what the line had under way
            assertThat(call.clock.waiting()).as("timers that still run").isZero();
            SpokenTurns.on(call.line).areTold(log.transcript());
        } catch (AssertionError | RuntimeException e) {
            throw log.failed(name, e);
        }
        return this;
    }

    /** The fake model itself fails where a second response is asked for while one is under way. */
    private void check() {
        log.listen();
        Playback.oneTurnAfterTheOther(List.of(call.line));
        for (var told : call.model.news()) {
            if (told.startsWith("truncate ")) {
                truncations++;
                var words = told.split(" ");
                assertThat(Integer.parseInt(words[2])).as(told).isBetween(0, heardAtMost(words[1]));
            }
        }
    }

    private int heardAtMost(String item) {
        int most = given.getOrDefault(item, -1);
        return pieces.containsKey(item) ? Math.min(most, SpokenTurns.playedMs(call.line, pieces.get(item))) : most;
    }

    private void anything() {
        noticeSession();
        switch (random.nextInt(14)) {
            case 0 -> voice();
            case 1 -> words();
            case 2, 3, 4 -> model();
            case 5 -> answerTools();
            case 6 -> {
                log.did("a key");
                call.conversation.pressed(keys.charAt(random.nextInt(keys.length())));
            }
            case 7 -> lost();
            case 8 -> {
                log.did("session is rolled over");
                call.conversation.rollOver();
            }
            case 9 -> next(random.nextInt(4) > 0);
            default -> call.clock.advance(Duration.ofMillis(random.nextInt(700)));
        }
    }

    private void voice() {
        log.did(voice ? "voice ends" : "voice begins");
        if (!voice) {
            call.model.tells(new RealtimeEvent.VoiceBegan(0));
            voice = true;
            return;
        }
        voice = false;
        commits();
        if (random.nextInt(4) == 0) {
            tellWords();
            waits += log.answersSinceTheCaller().isEmpty() ? 1 : 0;
            log.did("waits");
            isAnswered();
        }
    }

    private void commits() {
        var item = "heard" + ++items;
        wordless.add(item);
        call.model.tells(new RealtimeEvent.VoiceEnded(0));
        call.model.tells(new RealtimeEvent.TurnCommitted(item));
    }

    private void words() {
        if (!wordless.isEmpty()) {
            var item = wordless.poll();
            log.did("words, or none, of " + item);
            call.model.tells(
                    switch (random.nextInt(4)) {
                        case 0 -> new RealtimeEvent.Transcribed(item, "");
                        case 1 -> new RealtimeEvent.NotTranscribed(item);
                        case 2 -> new RealtimeEvent.Transcribed(item, "mhm");
                        default -> new RealtimeEvent.Transcribed(item, "When do you open?");
                    });
        }
    }

    private void model() {
        if (!call.model.isActive()) {
            begun = false;
            return;
        }
        if (!begun) {
            log.did("model begins");
            begins();
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> ends(How.values()[random.nextInt(How.values().length)]);
            case 1 -> {
                var tool = TOOLS[random.nextInt(TOOLS.length)];
                log.did("model wants " + tool);
                call.model.wantsTool(tool);
            }
            default -> says(1 + random.nextInt(5));
        }
    }

    private void begins() {
        begun = true;
        response = call.model.begins();
    }

    private void ends(How how) {
        log.did("model ends: " + how);
        begun = false;
        call.model.ends(how);
    }

    private void says(int words) {
        int ms = words * SpokenTurns.WORD_MS;
        log.did("model says " + ms + " ms");
        var item = response.replace("resp", "item");
        given.merge(item, ms, Integer::sum);
        int told = call.line.captions.size();
        call.model.says(SpokenTurns.words(words), ms);
        call.line.captions.stream()
                .skip(told)
                .filter(Caption.AgentSays.class::isInstance)
                .forEach(says -> pieces.put(item, ((Caption.AgentSays) says).piece()));
    }

    private void answerTools() {
        log.did("tools answer");
        call.tools.running.values().forEach(tool -> tool.complete(new ToolOutcome("{}", false, false)));
    }

    private void noticeSession() {
        if (call.model.servingSession() != session) {
            anotherServes();
        }
    }

    /** What the one before had under way is nobody's business any more. */
    private void anotherServes() {
        log.did("another session serves");
        session = call.model.servingSession();
        rollovers++;
        begun = false;
        call.model.tells(new RealtimeEvent.Ready()); // news only where it takes over before it is ready
        int owed = wordless.size();
        wordless.clear();
        if (voice || random.nextBoolean()) {
            log.did("it finds again what was said");
            for (int i = 0; i < owed; i++) {
                call.model.tells(new RealtimeEvent.VoiceBegan(0));
                commits();
            }
        }
        if (voice) {
            call.model.tells(new RealtimeEvent.VoiceBegan(0));
        }
    }

    private void next(boolean ready) {
        if (call.model.hasNext()) {
            log.did("next session is " + (ready ? "ready" : "lost"));
            call.model.nextTells(
                    ready
                            ? new RealtimeEvent.Ready(Optional.of(Duration.ofSeconds(20 + random.nextInt(20))))
                            : new RealtimeEvent.Lost("dropped", true));
        }
    }

    private void lost() {
        if (random.nextInt(20) == 0) {
            log.did("session is lost");
            call.model.tells(new RealtimeEvent.Lost("dropped", true));
            call.clock.advance(Duration.ofSeconds(4));
            call.model.tells(new RealtimeEvent.Ready());
        }
    }

    /** What the caller said is answered, where model, tools and network do their part. */
    private void isAnswered() {
        waiting.untilAnswered(SILENT_MS, this::allDoTheirPart);
    }

    private void tellWords() {
        while (!wordless.isEmpty()) {
            call.model.tells(new RealtimeEvent.Transcribed(wordless.poll(), "When do you open?"));
        }
    }

    private void allDoTheirPart() {
        noticeSession();
        next(true);
        tellWords();
        answerTools();
        if (call.model.isActive()) {
            begins();
            says(2);
            ends(How.COMPLETE);
        }
        call.clock.advance(Duration.ofMillis(Waiting.STEP_MS));
        check();
    }

    /** A caller who says no more is asked again, and left. */
    private void fallsSilent() {
        log.did("falls silent");
        if (voice && call.endings.isEmpty()) {
            voice();
        }
        waiting.untilTheEnd(call.endings, this::allDoTheirPart);
    }
}
