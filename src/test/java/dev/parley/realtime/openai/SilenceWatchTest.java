package dev.parley.realtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** A service that owes a response and says nothing. */
class SilenceWatchTest {
    private final Deque<Runnable> checks = new ArrayDeque<>();
    private long now;
    private int silences;
    private final SilenceWatch watch = new SilenceWatch(checks::add, () -> now, () -> silences++);

    @Test
    void isNoticedOnce() {
        watch.owed();
        pass(5);
        assertThat(silences).isZero();
        pass(30);
        assertThat(silences).isEqualTo(1);
        assertThat(checks).isEmpty();
    }

    @Test
    void mayTakeItsTimeAsLongAsItSaysSomething() {
        watch.owed();
        for (int i = 0; i < 10; i++) {
            pass(5);
            watch.heard();
        }
        assertThat(silences).isZero();
        pass(6);
        assertThat(silences).isEqualTo(1);
    }

    @Test
    void mayBeSilentOnceTheResponseHasEnded() {
        watch.owed();
        watch.settled();
        pass(60);
        assertThat(silences).isZero();
        assertThat(checks).isEmpty();

        watch.owed();
        watch.settled();
        watch.owed();
        assertThat(checks).hasSize(1);
        pass(7);
        assertThat(silences).isEqualTo(1);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += Duration.ofSeconds(1).toNanos();
            for (int due = checks.size(); due > 0; due--) {
                checks.poll().run();
            }
        }
    }
}
