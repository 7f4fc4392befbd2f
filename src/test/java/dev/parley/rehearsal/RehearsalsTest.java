package dev.parley.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.ConversationRefused;
import dev.parley.rehearsal.json.JakartaJsonReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rehearsals as jobs: what runs at once, what waits, what is told, and how they end. */
@Timeout(60)
class RehearsalsTest {
    private static final Set<String> ALL = Set.of();

    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final List<RehearsalEvent> events = new CopyOnWriteArrayList<>();
    private final Performances text = new Performances();
    private final Performances voice = new Performances();
    private final JakartaJsonReader json = new JakartaJsonReader();
    private final Rehearsals rehearsals = new Rehearsals(
            Map.of(Mode.TEXT, text, Mode.VOICE, voice),
            new Judging(new Judge(new ScriptedModel(), json), json),
            () -> virtual,
            () -> timers);

    @AfterEach
    void close() {
        rehearsals.stop();
        virtual.shutdownNow();
        timers.shutdownNow();
    }

    @Test
    void everyTestIsRunInEachModeItAsksFor() throws Exception {
        var rehearsal = start("mode: both\nruns: 2", Optional.empty());

        var results = rehearsal.done().get(10, TimeUnit.SECONDS);

        assertThat(results).extracting(RehearsalResult::mode).containsExactlyInAnyOrder(Mode.TEXT, Mode.VOICE);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.passed()).isTrue();
            assertThat(result.runs()).hasSize(2);
        });
        assertThat(rehearsal.state()).isEqualTo(Rehearsal.State.DONE);
        assertThat(rehearsals.find(rehearsal.id())).containsSame(rehearsal);
        assertThat(events).filteredOn(RehearsalEvent.RunEnded.class::isInstance).hasSize(4);
        assertThat(events.getLast()).isEqualTo(new RehearsalEvent.Ended(Rehearsal.State.DONE, results));
    }

    @Test
    void onlyOneModeMayBeAskedFor() throws Exception {
        var results = start("mode: both", Optional.of(Mode.TEXT)).done().get(10, TimeUnit.SECONDS);

        assertThat(results).extracting(RehearsalResult::mode).containsExactly(Mode.TEXT);
    }

    @Test
    void aTestPassesWhenEnoughRunsDo() throws Exception {
        text.failing.set(1);
        assertThat(start("runs: 4\npassRate: 0.75", Optional.empty()).done().get(10, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.passRate()).isEqualTo(0.75);
                    assertThat(result.passed()).isTrue();
                });

        text.failing.set(2);
        assertThat(start("runs: 4\npassRate: 0.75", Optional.empty()).done().get(10, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(result -> assertThat(result.passed()).isFalse());
    }

    @Test
    void aCallThatCannotBeginIsAFaultOfItsRun() throws Exception {
        text.refusal = Optional.of("this server is stopping");

        var results = start("runs: 1", Optional.empty()).done().get(10, TimeUnit.SECONDS);

        assertThat(results.getFirst().passed()).isFalse();
        assertThat(results.getFirst().runs().getFirst().fault()).contains("this server is stopping");
    }

    @Test
    void atMostFourVoiceRunsGoOnAtOnce() throws Exception {
        voice.gate = new CountDownLatch(1);
        var rehearsal = start("mode: voice\nruns: 9", Optional.empty());
        voice.began.await(10, TimeUnit.SECONDS);

        voice.gate.countDown();
        rehearsal.done().get(10, TimeUnit.SECONDS);

        assertThat(voice.most.get()).isEqualTo(4);
    }

    @Test
    void aCancelledRehearsalEndsWhatRunsAndLeavesOutWhatWaits() throws Exception {
        voice.gate = new CountDownLatch(1);
        var rehearsal = start("mode: voice\nruns: 9", Optional.empty());
        voice.began.await(10, TimeUnit.SECONDS);

        rehearsal.cancel();

        assertThat(rehearsal.done().get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(rehearsal.state()).isEqualTo(Rehearsal.State.CANCELLED);
        assertThat(voice.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(voice.calls).hasSize(4);
        assertThat(events.getLast()).isInstanceOf(RehearsalEvent.Ended.class);
    }

    @Test
    void tooManyRehearsalsAreRefused() {
        text.gate = new CountDownLatch(1);
        var running = new ArrayList<Rehearsal>();
        for (int i = 0; i < 16; i++) {
            running.add(start("runs: 1", Optional.empty()));
        }

        assertThatThrownBy(() -> start("runs: 1", Optional.empty()))
                .isInstanceOf(RehearsalRefused.class)
                .hasMessageContaining("16 rehearsals to do");

        running.getFirst().cancel();
        assertThat(start("runs: 1", Optional.empty()).state()).isEqualTo(Rehearsal.State.RUNNING);
    }

    @Test
    void aTestThatIsNotThereIsRefused() {
        var persona = persona("runs: 1");

        assertThatThrownBy(() -> rehearsals.start(persona, Optional.empty(), Set.of("another"), events::add))
                .isInstanceOf(RehearsalRefused.class);
        assertThatThrownBy(() -> rehearsals.start(persona, Optional.of(Mode.VOICE), ALL, events::add))
                .isInstanceOf(RehearsalRefused.class);
    }

    @Test
    void aRehearsalOfTooManyRunsIsRefused() {
        var persona = new TextRehearsal()
                .persona(Collections.nCopies(11, "runs: 20\nconversation: [{say: Hi}]")
                        .toArray(String[]::new));

        assertThatThrownBy(() -> rehearsals.start(persona, Optional.empty(), ALL, events::add))
                .hasMessageContaining("at most 200 runs");
    }

    @Test
    void aWatcherThatFailsHarmsNobody() throws Exception {
        var rehearsal = rehearsals.start(persona("runs: 1"), Optional.empty(), ALL, event -> {
            throw new IllegalStateException("gone");
        });

        assertThat(rehearsal.done().get(10, TimeUnit.SECONDS)).hasSize(1);
    }

    private Rehearsal start(String test, Optional<Mode> only) {
        return rehearsals.start(persona(test), only, ALL, events::add);
    }

    private static Persona persona(String test) {
        return new TextRehearsal().persona(test + "\nconversation: [{say: Hi there}]\nexpect: {endedBy: caller}");
    }

    /** Calls that are over at once, or when the gate opens. */
    private static final class Performances implements TestMode {
        final Set<String> calls = ConcurrentHashMap.newKeySet();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger failing = new AtomicInteger();
        final CountDownLatch began = new CountDownLatch(4);
        final CountDownLatch interrupted = new CountDownLatch(4);
        private final AtomicInteger now = new AtomicInteger();
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile Optional<String> refusal = Optional.empty();

        @Override
        public Performance perform(String callId, Persona persona, PersonaTest test) throws InterruptedException {
            calls.add(callId);
            refusal.ifPresent(reason -> {
                throw new ConversationRefused(reason);
            });
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            began.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            } finally {
                now.decrementAndGet();
            }
            var ending = failing.getAndDecrement() > 0 ? Ending.FAILED : Ending.CALLER_HUNG_UP;
            return new Performance(
                    Mode.TEXT,
                    Optional.empty(),
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(ending),
                    Optional.empty(),
                    List.of(),
                    Duration.ofSeconds(1));
        }
    }
}
