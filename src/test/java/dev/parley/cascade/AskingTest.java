package dev.parley.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel;
import dev.parley.agents.ChatModel.Cure;
import dev.parley.agents.ChatModel.Ending;
import dev.parley.agents.ChatModel.Event;
import dev.parley.agents.Persona.Backup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskingTest {
    private static final Duration FIRST_TOKEN = Duration.ofSeconds(6);
    private static final Event TOKEN = new Event.Token("Nine ");
    private static final Event END = new Event.Finished(Ending.COMPLETE, 10, 2);
    private static final Event BUSY = new Event.Failed("503", true);
    private static final Event WRONG_KEY = new Event.Failed("401", false);

    private final ManualTime time = new ManualTime();
    private final List<Services.Thinker> asked = new ArrayList<>();
    private final List<Event> heard = new ArrayList<>();
    private final List<String> coped = new ArrayList<>();
    private Asking asking;

    @Test
    void withoutBackupTheAnswerIsTheModelsOwn() {
        ask(Backup.NONE);
        says(0, TOKEN, END);

        assertThat(heard).containsExactly(TOKEN, END);
        assertThat(time.alarms()).isZero();
    }

    @Test
    void withoutBackupTheModelItselfIsAskedOnceMoreAndNotAgain() {
        ask(Backup.NONE);
        says(0, BUSY);
        says(1, BUSY);

        assertThat(deployments()).containsExactly("gpt-4o", "gpt-4o");
        assertThat(heard).containsExactly(new Event.Failed("503", false));
        assertThat(coped).containsExactly("model asked again, delay");
    }

    @Test
    void aModelThatStallsBeforeItsFirstTokenIsAskedOnceMoreAtHalfTheWait() {
        ask(Backup.NONE);
        time.passes(FIRST_TOKEN.dividedBy(2));
        says(1, TOKEN, END);

        assertThat(heard).containsExactly(TOKEN, END);
        assertThat(asked.get(0).cancelled).isTrue();
    }

    @Test
    void theFallbackIsAskedWhenTheFirstFails() {
        ask(fallbacks("mini"));
        says(0, BUSY);
        says(1, TOKEN, END);

        assertThat(deployments()).containsExactly("gpt-4o", "mini");
        assertThat(heard).containsExactly(TOKEN, END);
        assertThat(coped).containsExactly("fallback asked, delay");
    }

    @Test
    void theFallbackIsAskedWhenTheFirstIsLateAndTheFirstTokenWins() {
        ask(fallbacks("mini"));
        time.passes(Duration.ofSeconds(3));
        assertThat(deployments()).containsExactly("gpt-4o", "mini");

        says(0, TOKEN);
        says(1, new Event.Token("Ten "));
        says(0, END);

        assertThat(heard).containsExactly(TOKEN, END);
        assertThat(asked.get(1).cancelled).as("the loser is closed").isTrue();
        assertThat(asked.get(0).cancelled).isFalse();
    }

    @Test
    void allTogetherGetNoMoreThanTheWaitForTheFirstToken() {
        ask(fallbacks("mini", "nano"));
        time.passes(Duration.ofSeconds(6));

        assertThat(asked)
                .extracting(thinker -> thinker.question.firstToken())
                .containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(4), Duration.ofSeconds(2));
    }

    @Test
    void whenNobodyAnswersTheFailureIsFinal() {
        ask(fallbacks("mini"));
        says(0, BUSY);
        says(1, BUSY);

        assertThat(heard).containsExactly(new Event.Failed("503", false));
        assertThat(time.alarms()).isZero();
    }

    @Test
    void aRefusedKeyIsNotTriedElsewhere() {
        ask(fallbacks("mini"));
        says(0, WRONG_KEY);

        assertThat(asked).hasSize(1);
        assertThat(heard).containsExactly(WRONG_KEY);
    }

    @Test
    void aDeploymentThatDoesNotExistIsReplaced() {
        ask(fallbacks("mini"));
        says(0, new Event.Failed("404", Cure.ASK_ELSEWHERE, Duration.ZERO));
        says(1, TOKEN, END);

        assertThat(heard).containsExactly(TOKEN, END);
    }

    @Test
    void anAnswerThatBreaksOffIsNotBegunAnewElsewhere() {
        ask(fallbacks("mini"));
        says(0, TOKEN, BUSY);

        assertThat(asked).hasSize(1);
        assertThat(heard).containsExactly(TOKEN, BUSY);
    }

    @Test
    void aShortThrottleIsWaitedFor() {
        ask(fallbacks("mini"));
        says(0, throttled(500));
        time.passes(Duration.ofMillis(500));
        says(1, TOKEN, END);

        assertThat(deployments()).containsExactly("gpt-4o", "gpt-4o");
        assertThat(heard).containsExactly(TOKEN, END);
        assertThat(coped).containsExactly("throttle waited, delay");
    }

    @Test
    void aLongThrottleIsNotWaitedForWhereThereIsAFallback() {
        ask(fallbacks("mini"));
        says(0, throttled(2_500));

        assertThat(deployments()).containsExactly("gpt-4o", "mini");
    }

    @Test
    void aThrottleWithinTheBudgetIsWaitedForWhereThereIsNoFallback() {
        ask(Backup.NONE);
        says(0, throttled(2_500));
        time.passes(Duration.ofMillis(2_500));
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).question.firstToken()).isEqualTo(Duration.ofMillis(3_500));

        says(1, throttled(60_000));
        assertThat(heard).containsExactly(new Event.Failed("429", false));
    }

    @Test
    void aHedgeAsksTheSameDeploymentOnceMoreAndTheFirstTokenWins() {
        ask(new Backup(List.of(), Optional.of(Duration.ofMillis(800))));
        time.passes(Duration.ofMillis(799));
        assertThat(asked).hasSize(1);
        time.passes(Duration.ofMillis(1));
        says(1, TOKEN);
        says(0, TOKEN);
        says(1, END);

        assertThat(deployments()).containsExactly("gpt-4o", "gpt-4o");
        assertThat(heard).containsExactly(TOKEN, END);
        assertThat(asked.get(0).cancelled).isTrue();
        assertThat(coped).containsExactly("hedge");
    }

    @Test
    void aRaceFromTheStartAsksBothAtOnce() {
        ask(new Backup(List.of("mini"), Optional.of(Duration.ZERO)));
        time.passes(Duration.ZERO);

        assertThat(deployments()).containsExactly("gpt-4o", "mini");
    }

    @Test
    void aRaceOfThreeIsWonByWhoeverSpeaksFirst() {
        ask(new Backup(List.of("mini"), Optional.of(Duration.ofMillis(100)), 2));
        time.passes(Duration.ofMillis(100));
        assertThat(deployments()).containsExactly("gpt-4o", "mini");
        time.passes(Duration.ofMillis(100));
        assertThat(deployments()).containsExactly("gpt-4o", "mini", "gpt-4o");
        assertThat(coped).containsExactly("hedge", "hedge");

        says(2, TOKEN, END);

        assertThat(heard).containsExactly(TOKEN, END);
        assertThat(asked).extracting(thinker -> thinker.cancelled).containsExactly(true, true, false);
    }

    @Test
    void anAnswerInTimeIsNotHedged() {
        ask(new Backup(List.of("mini"), Optional.of(Duration.ofMillis(800))));
        says(0, TOKEN);
        time.passes(FIRST_TOKEN);

        assertThat(asked).hasSize(1);
    }

    @Test
    void ofTwoRunningOneMayFail() {
        ask(new Backup(List.of(), Optional.of(Duration.ZERO)));
        time.passes(Duration.ZERO);
        says(0, BUSY);
        says(1, TOKEN, END);

        assertThat(heard).containsExactly(TOKEN, END);
    }

    @Test
    void cancellingClosesAllAndNothingFollows() {
        ask(fallbacks("mini", "nano"));
        time.passes(Duration.ofSeconds(2));
        asking.cancel();
        says(0, TOKEN);
        says(1, BUSY);
        time.passes(FIRST_TOKEN);

        assertThat(asked).hasSize(2).allMatch(thinker -> thinker.cancelled);
        assertThat(heard).isEmpty();
        assertThat(time.alarms()).isZero();
    }

    private void ask(Backup backup) {
        var question = new ChatModel.Question(
                Optional.of("gpt-4o"),
                List.of(new ChatMessage.Caller("When are you open?")),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                FIRST_TOKEN);
        ChatModel model = (asks, events) -> {
            var thinker = new Services.Thinker(asks, events);
            asked.add(thinker);
            return thinker;
        };
        asking = new Asking(
                        model,
                        question,
                        backup,
                        time,
                        heard::add,
                        (decision, facts, delay) -> coped.add(decision + (delay ? ", delay" : "")))
                .begun();
    }

    private static Backup fallbacks(String... names) {
        return new Backup(List.of(names), Optional.empty());
    }

    private static Event throttled(int ms) {
        return new Event.Failed("429", Cure.ASK_AGAIN, Duration.ofMillis(ms));
    }

    private void says(int thinker, Event... events) {
        for (var event : events) {
            asked.get(thinker).answers.accept(event);
        }
    }

    private List<String> deployments() {
        return asked.stream()
                .map(thinker -> thinker.question.deployment().orElse(""))
                .toList();
    }
}
