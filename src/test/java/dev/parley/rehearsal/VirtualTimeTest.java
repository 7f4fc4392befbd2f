package dev.parley.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time that jumps, but not over what is real. */
@Timeout(30)
class VirtualTimeTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration REAL = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final List<String> happened = new ArrayList<>();

    @Test
    void itJumpsFromOneAlarmToTheNext() throws Exception {
        time.after(Duration.ofMinutes(2), () -> happens("late"));
        time.after(Duration.ofMinutes(1), () -> happens("early"));
        var cancel = time.after(Duration.ofMinutes(1), () -> happens("never"));
        cancel.run();

        assertThat(time.run(() -> false, HOUR, REAL)).isFalse(); // nothing is left

        assertThat(happened).containsExactly("early at 60000 ms", "late at 120000 ms");
    }

    @Test
    void whileSomethingRealIsOpenItGoesNoFasterThanTheRealClock() throws Exception {
        long before = System.nanoTime();
        var work = time.beginRealWork();
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                .execute(() -> work.tell(() -> {
                    work.end();
                    happened.add("answer");
                }));
        time.after(Duration.ofMillis(100), () -> happened.add("meanwhile"));
        time.after(Duration.ofMinutes(1), () -> happened.add("a minute later"));

        time.run(() -> happened.contains("answer"), HOUR, REAL);

        assertThat(happened).containsExactly("meanwhile", "answer");
        var real = Duration.ofNanos(System.nanoTime() - before);
        assertThat(Duration.ofNanos(time.nanos())).isBetween(Duration.ofMillis(250), real);

        time.run(() -> false, HOUR, REAL);
        assertThat(happened).contains("a minute later");
    }

    @Test
    void whatWasEndedTellsNothingAnyMore() throws Exception {
        var work = time.beginRealWork();
        work.tell(() -> happens("too late"));
        work.end();
        work.end();
        time.after(Duration.ofMinutes(1), () -> happens("alarm"));

        time.run(() -> false, HOUR, REAL);

        assertThat(happened).containsExactly("alarm at 60000 ms");
    }

    @Test
    void bothTimesAreBounded() throws Exception {
        time.beginRealWork();
        assertThat(time.run(() -> false, HOUR, Duration.ofMillis(50))).isFalse();

        var other = new VirtualTime();
        again(other);
        assertThat(other.run(() -> false, HOUR, REAL)).isFalse();
        assertThat(Duration.ofNanos(other.nanos())).isLessThan(HOUR.plusSeconds(2));
    }

    private static void again(VirtualTime time) {
        time.after(Duration.ofSeconds(1), () -> again(time));
    }

    @Test
    void whoIsInterruptedStops() {
        time.beginRealWork();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> time.run(() -> false, HOUR, REAL)).isInstanceOf(InterruptedException.class);
    }

    private void happens(String what) {
        happened.add(what + " at " + time.nanos() / 1_000_000 + " ms");
    }
}
