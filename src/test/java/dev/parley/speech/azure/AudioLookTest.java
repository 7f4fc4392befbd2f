package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.speech.azure.AudioLook.Wanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AudioLookTest {
    private final ByHand alarms = new ByHand();
    private final AudioLook look = new AudioLook(alarms);

    @AfterEach
    void end() {
        alarms.shutdownNow();
    }

    @Test
    void aTextWithoutAudioIsLookedAtOftenWithSomeSeldomAndOnceOverNeverAgain() {
        look.begin(wanting(Wanted.FIRST, Wanted.FIRST, Wanted.MORE, Wanted.MORE, Wanted.NOTHING));

        alarms.ringWhileSet();

        assertThat(alarms.waitsMs).containsExactly(5L, 5L, 5L, 40L, 40L);
    }

    @Test
    void aTextThatBeginsDoesNotWaitForTheLookAtOthers() {
        look.begin(wanting(Wanted.MORE, Wanted.MORE, Wanted.NOTHING));
        alarms.ring();
        look.begin(wanting(Wanted.MORE, Wanted.NOTHING));

        alarms.ringWhileSet();

        assertThat(alarms.waitsMs).containsExactly(5L, 40L, 5L, 40L);
    }

    @Test
    void whatIsAboutToComeIsLookedForAtOnce() {
        look.begin(wanting(Wanted.FIRST, Wanted.SOON, Wanted.SOON, Wanted.MORE, Wanted.NOTHING));
        look.begin(wanting(Wanted.FIRST, Wanted.FIRST, Wanted.FIRST, Wanted.MORE, Wanted.NOTHING));
        alarms.ring();
        look.hurry();

        alarms.ringWhileSet();

        assertThat(alarms.waitsMs).containsExactly(5L, 5L, 1L, 1L, 1L, 40L);
    }

    @Test
    void textsAreLookedAtTogether() {
        look.begin(wanting(Wanted.FIRST, Wanted.MORE, Wanted.NOTHING));
        look.begin(wanting(Wanted.FIRST, Wanted.FIRST, Wanted.NOTHING));

        alarms.ringWhileSet();

        assertThat(alarms.waitsMs).containsExactly(5L, 5L, 5L);
    }

    @Test
    void aTextThatFailsIsLeftAndTheOthersAreLookedAt() {
        look.begin(() -> {
            throw new IllegalStateException("a listener's own trouble");
        });
        look.begin(wanting(Wanted.FIRST, Wanted.MORE, Wanted.NOTHING));

        alarms.ringWhileSet();

        assertThat(alarms.waitsMs).containsExactly(5L, 5L, 40L);
    }

    private static AudioLook.Text wanting(Wanted... oneAfterTheOther) {
        Queue<Wanted> wanted = new ArrayDeque<>(List.of(oneAfterTheOther));
        return wanted::remove;
    }

    /** Its alarm goes off when the test says. */
    private static final class ByHand extends ScheduledThreadPoolExecutor {
        final List<Long> waitsMs = new ArrayList<>();
        private ScheduledFuture<?> set;
        private Runnable task;

        ByHand() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long wait, TimeUnit unit) {
            assertThat(set == null || set.isDone()).as("one alarm at a time").isTrue();
            waitsMs.add(unit.toMillis(wait));
            this.task = task;
            set = super.schedule(() -> {}, 1, TimeUnit.DAYS);
            return set;
        }

        void ring() {
            set.cancel(false);
            task.run();
        }

        void ringWhileSet() {
            while (!set.isDone()) {
                ring();
            }
        }
    }
}
