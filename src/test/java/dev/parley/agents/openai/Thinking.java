package dev.parley.agents.openai;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel.Event;
import dev.parley.agents.ChatModel.Question;
import dev.parley.agents.ChatModel.Thought;
import dev.parley.agents.ToolSchema;
import dev.parley.config.OpenAiSettings;
import dev.parley.web.RefusedKeys;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The adapter at work, and what came out of it. */
final class Thinking implements AutoCloseable {
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    final AtomicLong nanos = new AtomicLong();
    final RefusedKeys keys = new RefusedKeys(Duration.ofSeconds(30), nanos::get);
    final AzureOpenAiChat chat;

    Thinking(URI root, String key, Duration wholeAnswer, int answersAtOnce)
            throws IOException, GeneralSecurityException {
        chat = new AzureOpenAiChat(
                Optional.of(new OpenAiSettings(root, key, "gpt-4o", wholeAnswer)),
                LocalKeys.client(),
                Optional.empty(),
                () -> threads,
                () -> timers,
                answersAtOnce,
                keys);
    }

    /** What an answer brought, in order. */
    static final class Heard {
        final List<Event> events = new CopyOnWriteArrayList<>();
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        private final CountDownLatch over = new CountDownLatch(1);
        Thought thought;

        void take(Event event) {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            events.add(event);
            atOnce.decrementAndGet();
            if (event instanceof Event.Finished || event instanceof Event.Failed) {
                over.countDown();
            }
        }

        Heard untilOver() throws InterruptedException {
            if (!over.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("no end after " + events);
            }
            return this;
        }

        String text() {
            var text = new StringBuilder();
            events.forEach(event -> {
                if (event instanceof Event.Token token) {
                    text.append(token.text());
                }
            });
            return text.toString();
        }

        Event last() {
            return events.get(events.size() - 1);
        }
    }

    Heard ask(Question question) {
        var heard = new Heard();
        heard.thought = chat.ask(question, heard::take);
        return heard;
    }

    static Question question(String text, ToolSchema... tools) {
        return question(Duration.ofSeconds(10), text, tools);
    }

    static Question question(Duration firstToken, String text, ToolSchema... tools) {
        return new Question(
                Optional.empty(),
                List.of(new ChatMessage.Instructions("You are brief."), new ChatMessage.Caller(text)),
                List.of(tools),
                Optional.of(0.2),
                Optional.empty(),
                Optional.of(100),
                firstToken);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        timers.shutdownNow();
    }
}
