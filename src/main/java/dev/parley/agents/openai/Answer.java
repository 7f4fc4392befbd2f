package dev.parley.agents.openai;

import com.azure.ai.openai.models.ChatChoice;
import com.azure.ai.openai.models.ChatCompletions;
import com.azure.ai.openai.models.CompletionsFinishReason;
import dev.parley.agents.ChatModel.Ending;
import dev.parley.agents.ChatModel.Event;
import dev.parley.agents.ChatModel.Thought;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * One answer of the model under way. Chunks and deadlines come from different threads; the lock makes one event after the
 * other of them, and makes {@link #cancel} final: it is held while an event is delivered, which is why receivers only enqueue.
 */
final class Answer implements Thought {
    private static final Logger LOG = Logger.getLogger(Answer.class.getName());

    /** After the finish reason only usage and late filter notes follow; nobody waits longer for them. */
    private static final Duration AFTER_FINISH = Duration.ofSeconds(1);

    private final Duration betweenTokens;
    private final Consumer<Event> events;
    private final ScheduledExecutorService timers;
    private final Runnable released;
    private final KeptResponse response = new KeptResponse();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Future<?>> deadlines = new ArrayList<>();
    private final CallsInParts calls = new CallsInParts();

    private Disposable stream;
    private Future<?> firstToken;
    private CompletionsFinishReason finish;
    private int promptTokens;
    private int completionTokens;
    private boolean begun;
    private long movedAt;
    private Future<?> watching;
    private boolean over;

    /**
     * @param betweenTokens longest silence once it has begun
     * @param released is run once, when the answer needs nothing more
     */
    Answer(Duration betweenTokens, Consumer<Event> events, ScheduledExecutorService timers, Runnable released) {
        this.betweenTokens = betweenTokens;
        this.events = events;
        this.timers = timers;
        this.released = released;
    }

    /** Subscribes; chunks are taken on the connection's thread, which must not wait: receivers only enqueue. */
    void begin(Flux<ChatCompletions> chunks, Duration untilFirst, Duration untilEnd) {
        locked(() -> {
            firstToken =
                    after(untilFirst, new Event.Failed("no first token within " + untilFirst.toMillis() + " ms", true));
            deadlines.add(firstToken);
            deadlines.add(after(
                    untilEnd,
                    new Event.Failed("the answer was not over within " + untilEnd.toMillis() + " ms", false)));
            stream = chunks.contextWrite(response::in)
                    .subscribe(this::received, error -> end(Failures.of(error)), this::completed);
        });
    }

    @Override
    public void cancel() {
        locked(this::close);
    }

    /** Ends it with this event unless it is over. */
    void end(Event last) {
        locked(() -> {
            deliver(last);
            close();
        });
    }

    private void received(ChatCompletions chunk) {
        locked(() -> {
            if (over) {
                return;
            }
            if (chunk.getUsage() != null) {
                promptTokens = chunk.getUsage().getPromptTokens();
                completionTokens = chunk.getUsage().getCompletionTokens();
            }
            // the first and the last chunk have no choices, an error in the stream has not even the list
            if (chunk.getChoices() != null) {
                chunk.getChoices().forEach(this::received);
            }
        });
    }

    private void received(ChatChoice choice) {
        if (choice.getFinishReason() != null && finish == null) {
            deadlines.add(timers.schedule(this::completed, AFTER_FINISH.toMillis(), TimeUnit.MILLISECONDS));
        }
        if (choice.getFinishReason() != null && finish != CompletionsFinishReason.CONTENT_FILTERED) {
            finish = choice.getFinishReason();
        }
        var delta = choice.getDelta(); // late notes of the content filter have none (azure-openai-chat §4.4)
        if (delta == null) {
            return;
        }
        if (delta.getContent() != null && !delta.getContent().isEmpty()) {
            moves();
            deliver(new Event.Token(delta.getContent()));
        }
        if (delta.getToolCalls() != null && !delta.getToolCalls().isEmpty()) {
            moves();
            delta.getToolCalls().forEach(calls::add);
        }
    }

    private void moves() {
        movedAt = System.nanoTime();
        if (!begun) {
            begun = true;
            firstToken.cancel(false);
            watch(betweenTokens);
        }
    }

    /** Looks again when the silence would be too long: a timer per token would cost more than the token. */
    private void watch(Duration wait) {
        watching = timers.schedule(this::stalledOrNot, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stalledOrNot() {
        locked(() -> {
            var left = betweenTokens.minusNanos(System.nanoTime() - movedAt);
            if (finish == null && left.toMillis() <= 0) {
                end(new Event.Failed("no token for " + betweenTokens.toMillis() + " ms", true));
            } else if (!over) {
                watch(left.toMillis() > 0 ? left : betweenTokens);
            }
        });
    }

    private void completed() {
        locked(() -> {
            if (finish == null) {
                end(new Event.Failed("the stream of Azure OpenAI broke off", true));
                return;
            }
            var ending = ending();
            if (ending == Ending.TOOLS) {
                deliver(new Event.ToolsWanted(calls.whole()));
            }
            end(new Event.Finished(ending, promptTokens, completionTokens));
        });
    }

    private Ending ending() {
        if (finish == CompletionsFinishReason.CONTENT_FILTERED) {
            return Ending.FILTERED;
        }
        if (finish == CompletionsFinishReason.TOKEN_LIMIT_REACHED) {
            return Ending.TOO_LONG; // calls cut off in their arguments are no calls
        }
        return calls.isEmpty() ? Ending.COMPLETE : Ending.TOOLS;
    }

    private Future<?> after(Duration wait, Event.Failed failure) {
        return timers.schedule(() -> end(failure), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void deliver(Event event) {
        if (over) {
            return;
        }
        try {
            events.accept(event);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "An event of the model was not taken: {0}",
                    e.getClass().getName());
            close();
        }
    }

    private void close() {
        if (over) {
            return;
        }
        over = true;
        deadlines.forEach(deadline -> deadline.cancel(false));
        if (watching != null) {
            watching.cancel(false);
        }
        response.close();
        if (stream != null) {
            stream.dispose();
        }
        released.run();
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
