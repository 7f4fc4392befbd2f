package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sessions.Ticket;
import dev.parley.sessions.memory.MemorySessionStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a ticket opens, and how often. */
class TicketsTest {
    private static final Ticket ADA = new Ticket("ada", Set.of("talker"), "/api/voice/desk");

    private final AtomicLong clock = new AtomicLong();
    private final Tickets tickets = new Tickets(new MemorySessionStore(clock::get));

    @Test
    void aTicketOpensItsPathOnce() {
        var ticket = tickets.issue(ADA);

        assertThat(tickets.take(ticket, "/api/voice/desk")).contains(ADA);
        assertThat(tickets.take(ticket, "/api/voice/desk")).isEmpty();
    }

    @Test
    void anotherPathIsNotOpenedAndUsesTheTicketUp() {
        var ticket = tickets.issue(ADA);

        assertThat(tickets.take(ticket, "/api/voice/orders")).isEmpty();
        assertThat(tickets.take(ticket, "/api/voice/desk")).isEmpty();
    }

    @Test
    void aTicketIsOverAfterHalfAMinute() {
        var early = tickets.issue(ADA);
        var late = tickets.issue(ADA);

        clock.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(tickets.take(early, ADA.path())).isPresent();
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(tickets.take(late, ADA.path())).isEmpty();
    }

    @Test
    void whatIsNoTicketOpensNothing() {
        tickets.issue(ADA);

        assertThat(tickets.take("", ADA.path())).isEmpty();
        assertThat(tickets.take("A".repeat(43), ADA.path())).isEmpty();
        assertThat(tickets.take("x".repeat(100_000), ADA.path())).isEmpty();
    }

    @Test
    void noTwoTicketsAreEqual() {
        assertThat(tickets.issue(ADA)).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(tickets.issue(ADA));
    }
}
