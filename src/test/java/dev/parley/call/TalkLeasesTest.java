package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.admission.Answer;
import dev.parley.admission.Lease;
import dev.parley.admission.Wish;
import dev.parley.call.CallFakes.Talk;
import dev.parley.call.CallFakes.Talks;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a talk tells those who let it begin, and what it is told by them. */
class TalkLeasesTest {
    private static final Wish ADA = new Wish("ada", Optional.of("concierge"));

    private final Talks talks = new Talks();
    private final List<String> told = new ArrayList<>();
    private final List<Runnable> outOfTime = new ArrayList<>();
    private final TalkLeases leases = new TalkLeases(
            (wish, spent) -> {
                outOfTime.add(spent);
                return new Answer.Admitted(lease());
            },
            () -> talks);

    @Test
    void tokensAndTheEndReachTheLeaseOfTheirTalk() {
        leases.take("c1", ADA);

        leases.used("c1", 17);
        leases.used("a phone call", 4);
        leases.ended("c1", Ending.CALLER_HUNG_UP, Duration.ZERO, 0);
        leases.giveBack("c1");
        leases.giveBack("a phone call");

        assertThat(told).containsExactly("used 17", "ended");
    }

    @Test
    void whoHasNothingLeftIsSaidGoodbyeTo() {
        leases.take("c1", ADA);
        outOfTime.getFirst().run(); // its talk has not begun
        talks.live.put("c1", new Talk("c1", talks, new CallFakes.NoListener()));

        outOfTime.getFirst().run();

        assertThat(talks.endings).containsExactly(Ending.TOO_LONG);
    }

    @Test
    void aRefusalSaysWhy() {
        var shut = new TalkLeases(
                (wish, spent) -> new Answer.Refused(Answer.Reason.ALL_BUSY, Duration.ofSeconds(10)), () -> talks);

        assertThatThrownBy(() -> shut.take("c1", ADA))
                .isInstanceOf(CallRefused.class)
                .hasMessage(Answer.Reason.ALL_BUSY.words());
        shut.used("c1", 1);
        shut.giveBack("c1");
    }

    private Lease lease() {
        return new Lease() {
            @Override
            public void used(long tokens) {
                told.add("used " + tokens);
            }

            @Override
            public void ended() {
                told.add("ended");
            }
        };
    }
}
