package dev.parley.speech.azure;

import static dev.parley.speech.azure.SpeechBench.VOICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.config.SpeechSettings;
import dev.parley.media.AudioFormat;
import dev.parley.speech.azure.SynthesiserPool.Key;
import dev.parley.speech.azure.SynthesiserPool.Lent;
import dev.parley.web.RefusedKeys;
import dev.parley.web.RefusedKeys.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynthesiserPoolTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int KEPT = 3;
    private static final Key WHOLE = new Key(VOICE.name(), AudioFormat.PCM_16K, false);
    private static final Key STREAMED = new Key(VOICE.name(), AudioFormat.PCM_16K, true);

    private final ThreadPoolExecutor natives = (ThreadPoolExecutor)
            Executors.newFixedThreadPool(8, Thread.ofPlatform().daemon().factory());
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final AtomicLong nanos = new AtomicLong();
    private final RefusedKeys keys = new RefusedKeys(Duration.ofSeconds(30), nanos::get);

    @AfterEach
    void end() {
        alarms.shutdown();
        natives.shutdown();
    }

    @ParameterizedTest
    @CsvSource({"0,4", "30,4", "31,1", "600,1", "601,0"})
    void aVoiceThatNobodyAsksForKeepsOneConnectionAndThenNone(long quietSeconds, int kept) {
        assertThat(SynthesiserPool.kept(4, Duration.ofSeconds(quietSeconds))).isEqualTo(kept);
    }

    @Test
    void whatNobodyAsksForIsClosedAndWhatIsAskedForStays() throws Exception {
        try (var service = ScriptedSpeechService.started()) {
            var pool = pool(service);
            List.of(WHOLE, STREAMED).forEach(pool::warm);
            await("all on their shelves").atMost(SOON).until(() -> natives.getCompletedTaskCount() == 2 * KEPT);
            assertThat(service.open).hasSize(2 * KEPT);

            passes(Duration.ofSeconds(31));
            taken(pool, STREAMED, 1).forEach(pool::giveBack);
            pool.tend();
            assertThat(pool.live()).isEqualTo(1 + KEPT);
            await("the rest is closed").atMost(SOON).until(() -> service.open.size() == 1 + KEPT);

            passes(Duration.ofSeconds(601));
            pool.tend();
            assertThat(pool.live()).isZero();
            await("all is closed").atMost(SOON).until(service.open::isEmpty);

            taken(pool, WHOLE, 1).forEach(pool::giveBack);
            pool.close();
        }
    }

    @Test
    void aRefusedKeyIsLookedAtOnceAPauseUntilItIsRight() throws Exception {
        try (var service = ScriptedSpeechService.started()) {
            var pool = pool(service);
            keys.refused(Service.SPEECH);
            pool.tend();
            await("nothing to do").atMost(SOON).until(() -> natives.getCompletedTaskCount() == 1);
            assertThat(service.upgrades).as("within the pause").isEmpty();

            service.status = 401;
            passes(Duration.ofSeconds(31));
            pool.tend();
            pool.tend();
            await("a look").atMost(SOON).until(() -> !service.upgrades.isEmpty());
            assertThat(keys.refuses(Service.SPEECH)).isTrue();

            service.status = 101;
            passes(Duration.ofSeconds(31));
            pool.tend();
            await("it is right").atMost(SOON).until(() -> !keys.refuses(Service.SPEECH));
            assertThat(pool.live()).isZero();
            await("the look is over").atMost(SOON).until(service.open::isEmpty);
            int looks = service.upgrades.size();

            passes(Duration.ofSeconds(31));
            pool.tend();
            pool.close();
            assertThat(service.upgrades).hasSize(looks);
        }
    }

    private SynthesiserPool pool(ScriptedSpeechService service) {
        var settings = new SpeechSettings(
                Optional.of(service.uri()), Optional.empty(), "key", KEPT, 2 * KEPT, Duration.ofSeconds(5));
        return new SynthesiserPool(
                new AzureEndpoint(settings, new SpeechKey(keys)), natives, new Retirement(natives, alarms), nanos::get);
    }

    private static List<Lent> taken(SynthesiserPool pool, Key key, int count) {
        var lent = new CopyOnWriteArrayList<Lent>();
        for (int i = 0; i < count; i++) {
            assertThat(pool.take(key, lent::add)).isTrue();
        }
        await("synthesisers").atMost(SOON).until(() -> lent.size() == count);
        return lent;
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
