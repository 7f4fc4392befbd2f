package dev.parley.agents.openai;

import static dev.parley.agents.openai.Stream.chunk;
import static dev.parley.agents.openai.Stream.finish;
import static dev.parley.agents.openai.Stream.token;
import static dev.parley.agents.openai.Stream.tools;
import static dev.parley.agents.openai.Thinking.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel.Cure;
import dev.parley.agents.ChatModel.Ending;
import dev.parley.agents.ChatModel.Event;
import dev.parley.agents.ChatModel.Event.Failed;
import dev.parley.agents.ChatModel.Event.Finished;
import dev.parley.agents.ChatModel.Event.ToolsWanted;
import dev.parley.agents.ChatModel.Question;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.agents.openai.Stream.Answering;
import dev.parley.agents.openai.Thinking.Heard;
import dev.parley.web.RefusedKeys.Service;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK over TLS against streams as the service sends them (azure-openai-chat §4 and §5). */
class AzureOpenAiChatTest {
    private static final String FILTER_OF_PROMPT =
            "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]}";

    private static final String USAGE =
            "{\"id\":\"chatcmpl-x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}}";

    /** As the asynchronous filter sends it: a choice without delta. */
    private static final String LATE_NOTE =
            "{\"id\":\"\",\"object\":\"\",\"created\":0,\"model\":\"\",\"choices\":[{\"index\":0,\"finish_reason\":null,\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}},\"content_filter_offsets\":{\"check_offset\":44,\"start_offset\":44,\"end_offset\":198}}]}";

    private static final String LATE_CUT =
            LATE_NOTE.replace("\"finish_reason\":null", "\"finish_reason\":\"content_filter\"");

    private Stream service;
    private Thinking thinking;

    @AfterEach
    void stop() {
        if (thinking != null) {
            thinking.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void anAnswerIsItsTokensInOrderAndItsUsage() throws Exception {
        var heard = answered(wire -> {
            wire.open();
            wire.data(FILTER_OF_PROMPT, chunk("{\"role\":\"assistant\",\"content\":\"\"}", null));
            for (int i = 0; i < 300; i++) {
                wire.data(token(i + " "));
            }
            wire.data(LATE_NOTE, finish("stop"), LATE_NOTE, USAGE, "[DONE]");
        });

        var expected = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            expected.append(i).append(' ');
        }
        assertThat(heard.text()).isEqualTo(expected.toString());
        assertThat(heard.last()).isEqualTo(new Finished(Ending.COMPLETE, 12, 3));
        assertThat(heard.most.get()).as("events at once").isOne();
    }

    @Test
    void theRequestSaysAllThatTheQuestionDoes() throws Exception {
        start(wire -> {
            wire.open();
            wire.data(finish("stop"), "[DONE]");
        });
        thinking.ask(new Question(
                        Optional.of("gpt-4o-mini"),
                        List.of(
                                new ChatMessage.Instructions("Be brief."),
                                new ChatMessage.Caller("Where is it?"),
                                new ChatMessage.Agent("", List.of(new ToolCall("call_1", "look_up", "{\"id\":7}"))),
                                new ChatMessage.ToolAnswer("call_1", "{\"at\":\"home\"}")),
                        List.of(new ToolSchema("look_up", "Look up.", "{\"type\":\"object\",\"properties\":{}}")),
                        Optional.of(0.3),
                        Optional.of(0.9),
                        Optional.of(50),
                        Duration.ofSeconds(5)))
                .untilOver();

        assertThat(service.request.get())
                .startsWith("/openai/deployments/gpt-4o-mini/chat/completions?api-version=2025-01-01-preview")
                .contains(
                        "\"include_usage\":true",
                        "\"stream\":true",
                        "\"max_completion_tokens\":50",
                        "\"temperature\":0.3",
                        "\"top_p\":0.9",
                        "\"tool_call_id\":\"call_1\"",
                        "\"arguments\":\"{\\\"id\\\":7}\"",
                        "\"parameters\":{\"type\":\"object\",\"properties\":{}}");
    }

    @Test
    void toolCallsArePutTogetherFromTheirFragments() throws Exception {
        var heard = answered(wire -> {
            wire.open();
            wire.data(
                    token("One moment."),
                    tools(
                            "{\"index\":0,\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"get\",\"arguments\":\"\"}}"),
                    tools("{\"index\":0,\"function\":{\"arguments\":\"{\\\"id\\\"\"}}"),
                    tools("{\"index\":0,\"function\":{\"arguments\":\":42}\"}}"),
                    tools(
                            "{\"index\":1,\"id\":\"call_b\",\"type\":\"function\",\"function\":{\"name\":\"put\",\"arguments\":\"{}\"}}"),
                    finish("tool_calls"),
                    "[DONE]");
        });

        assertThat(heard.events)
                .endsWith(
                        new ToolsWanted(List.of(
                                new ToolCall("call_a", "get", "{\"id\":42}"), new ToolCall("call_b", "put", "{}"))),
                        new Finished(Ending.TOOLS, 0, 0));
    }

    @Test
    void anAnswerThatTheFilterCutsLateIsFiltered() throws Exception {
        var heard = answered(wire -> {
            wire.open();
            wire.data(token("Something "), finish("stop"), LATE_CUT, "[DONE]");
        });

        assertThat(heard.last()).isEqualTo(new Finished(Ending.FILTERED, 0, 0));
    }

    @Test
    void anAnswerThatIsTooLongSaysSo() throws Exception {
        var heard = answered(wire -> {
            wire.open();
            wire.data(token("On and on"), finish("length"), "[DONE]");
        });

        assertThat(heard.last()).isEqualTo(new Finished(Ending.TOO_LONG, 0, 0));
    }

    @Test
    void aStreamThatStallsAfterItsFinishIsNotWaitedFor() throws Exception {
        var forever = new CountDownLatch(1);
        var heard = answered(wire -> {
            wire.open();
            wire.data(token("Yes."), finish("stop"));
            forever.await(30, TimeUnit.SECONDS);
        });

        assertThat(heard.last()).isEqualTo(new Finished(Ending.COMPLETE, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "401, '{\"error\":{\"code\":\"401\",\"message\":\"Access denied secret\"}}', false, wrong key",
        "404, '{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"secret\"}}', false, no such deployment",
        "400, '{\"error\":{\"code\":\"invalid_request\",\"message\":\"secret\"}}', false, invalid_request",
        "429, '{\"error\":{\"code\":\"429\",\"message\":\"secret\"}}', true, rate limit",
        "500, '{\"error\":{\"code\":\"InternalServerError\",\"message\":\"secret\"}}', true, InternalServerError",
        "503, secret, true, 503"
    })
    void aRefusalIsAFailureThatSaysWhetherToAskAgain(int status, String body, boolean retryable, String reason)
            throws Exception {
        var heard = answered(wire -> wire.status(status, body, "retry-after-ms", "1"));

        assertThat(heard.events).singleElement().isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.retryable()).isEqualTo(retryable);
            assertThat(failed.reason()).contains("" + status).contains(reason).doesNotContain("secret");
        });
    }

    @Test
    void whoRefusesTheKeyIsAskedOncePerPauseUntilItIsRight() throws Exception {
        var status = new AtomicInteger(401);
        var requests = new AtomicInteger();
        start(wire -> {
            requests.incrementAndGet();
            if (status.get() != 200) {
                wire.status(status.get(), "{}");
                return;
            }
            wire.open();
            wire.data(finish("stop"), "[DONE]");
        });
        thinking.ask(question("Hello")).untilOver();
        var second = thinking.ask(question("Hello")).untilOver();

        assertThat(second.events).containsExactly(new Failed("Azure OpenAI refuses our key", false));
        assertThat(requests).hasValue(1);
        assertThat(thinking.keys.fault(Service.OPENAI)).isPresent();

        status.set(200);
        thinking.nanos.addAndGet(thinking.keys.pause().toNanos());
        assertThat(thinking.ask(question("Hello")).untilOver().last()).isInstanceOf(Finished.class);
        assertThat(thinking.keys.fault(Service.OPENAI)).isEmpty();
    }

    @Test
    void aPromptThatTheFilterRefusesIsFiltered() throws Exception {
        var heard = answered(
                wire -> wire.status(
                        400,
                        "{\"error\":{\"message\":\"filtered\",\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400}}"));

        assertThat(heard.events).containsExactly(new Finished(Ending.FILTERED, 0, 0));
    }

    @Test
    void aStreamThatBreaksOffFails() throws Exception {
        var heard = answered(wire -> {
            wire.open();
            wire.data(token("Half an "));
        });

        assertThat(heard.events).hasSize(2);
        assertThat(heard.last()).isEqualTo(new Failed("the stream of Azure OpenAI broke off", true));
    }

    @Test
    void anErrorInsideTheStreamFails() throws Exception {
        var heard = answered(wire -> {
            wire.open();
            wire.data(token("Half an "), "{\"error\":{\"message\":\"The server had a secret\"}}", "[DONE]");
        });

        assertThat(heard.last()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.reason()).doesNotContain("secret");
        });
    }

    @Test
    void garbageInsideTheStreamFails() throws Exception {
        var heard = answered(wire -> {
            wire.open();
            wire.data(token("Half an "), "{\"choices\":[{\"delta\":7", "[DONE]");
        });

        assertThat(heard.last()).isInstanceOf(Failed.class);
    }

    @Test
    void aServiceThatIsNotThereFails() throws Exception {
        thinking = new Thinking(URI.create("https://localhost:1"), "key", Duration.ofSeconds(10), 4);

        var heard = thinking.ask(question("Hello")).untilOver();

        assertThat(heard.events).singleElement().isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.retryable())
                .isTrue());
    }

    @Test
    void aFirstTokenThatDoesNotComeEndsTheAnswer() throws Exception {
        start(wire -> {
            wire.open();
            wire.data(FILTER_OF_PROMPT);
            var pause = new CountDownLatch(1);
            while (!pause.await(5, TimeUnit.MILLISECONDS)) {
                wire.data(LATE_NOTE);
            }
        });

        var heard = thinking.ask(question(Duration.ofMillis(300), "Hello")).untilOver();

        assertThat(heard.events).containsExactly(new Failed("no first token within 300 ms", true));
        assertThat(service.clientLeft.await(5, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    @Test
    void aServiceThatFallsSilentInTheMiddleEndsTheAnswer() throws Exception {
        service = new Stream(wire -> {
            wire.open();
            wire.data(token("Nine "));
            service.clientLeft.await(20, TimeUnit.SECONDS);
        });
        thinking = new Thinking(service.root(), "key", Duration.ofSeconds(30), 4);

        var heard = thinking.ask(question("Hello")).untilOver();

        assertThat(heard.events).containsExactly(new Event.Token("Nine "), new Failed("no token for 5000 ms", true));
    }

    @Test
    void aThrottlingServiceSaysHowLongItWantsToBeLeftAlone() throws Exception {
        var heard = answered(wire -> wire.status(429, "{\"error\":{\"code\":\"429\"}}", "retry-after", "2"));

        assertThat(heard.events)
                .containsExactly(
                        new Failed("Azure OpenAI answered 429, rate limit", Cure.ASK_AGAIN, Duration.ofSeconds(2)));
    }

    @Test
    void anAnswerThatDoesNotEndIsEnded() throws Exception {
        service = new Stream(wire -> {
            wire.open();
            wire.babble();
        });
        thinking = new Thinking(service.root(), "key", Duration.ofMillis(800), 4);

        var heard = thinking.ask(question("Hello")).untilOver();

        assertThat(heard.last()).isEqualTo(new Failed("the answer was not over within 800 ms", false));
        assertThat(service.clientLeft.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancellingClosesTheConnectionAndNoEventFollows() throws Exception {
        start(wire -> {
            wire.open();
            wire.babble();
        });
        var heard = thinking.ask(question("Hello"));
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.events.size() > 5);

        heard.thought.cancel();
        int then = heard.events.size();

        assertThat(service.clientLeft.await(5, TimeUnit.SECONDS))
                .as("the service sees the client leave")
                .isTrue();
        assertThat(heard.events).hasSize(then).noneMatch(event -> event instanceof Failed || event instanceof Finished);
        heard.thought.cancel();
    }

    @Test
    void cancellingInsideAnEventIsTheLastThingHeard() throws Exception {
        start(wire -> {
            wire.open();
            wire.babble();
        });
        var heard = new Heard();
        var asked = new CountDownLatch(1);
        heard.thought = thinking.chat.ask(question("Hello"), event -> {
            heard.take(event);
            try {
                asked.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            heard.thought.cancel();
        });
        asked.countDown();

        assertThat(service.clientLeft.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(heard.events).hasSize(1);
    }

    @Test
    void beyondItsBoundItRefusesAndACancelMakesRoom() throws Exception {
        start(wire -> {
            wire.open();
            wire.babble();
        });
        var first = thinking.ask(question("Hello"));
        var second = thinking.ask(question("Hello"));
        var third = thinking.ask(question("Hello")).untilOver();

        assertThat(third.events).containsExactly(new Failed("too many answers at once", true));
        first.thought.cancel();
        var fourth = thinking.ask(question("Hello"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> fourth.events.stream().anyMatch(Event.Token.class::isInstance));
        second.thought.cancel();
        fourth.thought.cancel();
    }

    private Heard answered(Answering answering) throws Exception {
        start(answering);
        return thinking.ask(question("Hello")).untilOver();
    }

    private void start(Answering answering) throws IOException, GeneralSecurityException {
        service = new Stream(answering);
        thinking = new Thinking(service.root(), "key", Duration.ofSeconds(10), 2);
    }
}
