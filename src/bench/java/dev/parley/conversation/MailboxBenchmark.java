package dev.parley.conversation;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One event into a conversation's mailbox and out again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MailboxBenchmark {
    private final Mailbox mailbox = new Mailbox(16_000);
    private final ConversationEvent key = new ConversationEvent.KeyPressed('1');

    @Benchmark
    public Object postAndTake() {
        mailbox.post(key);
        var event = mailbox.next();
        mailbox.next();
        return event;
    }
}
