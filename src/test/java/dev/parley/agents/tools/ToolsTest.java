package dev.parley.agents.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agents.Tool;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolParam;
import dev.parley.agents.Tools.ToolContext;
import dev.parley.agents.Tools.ToolOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annotated methods as tools of a model. */
class ToolsTest {
    private static final ToolContext CALL = new ToolContext("call-1", "+15550100");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final Slow slow = new Slow();
    private final CdiTools tools = new CdiTools(List.of(new Kitchen(), slow), threads, timers);

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timers.shutdownNow();
    }

    enum Size {
        SMALL,
        LARGE
    }

    record Topping(@ToolParam(description = "What") String name, Optional<Integer> grams) {}

    record Cooked(String dishName, int guests, Size size, Optional<String> note, List<String> toppings) {}

    /** Its class is not public, as a bean's need not be. */
    static class Kitchen {
        @Tool(name = "cook", description = "Cook a dish.", filler = "It cooks.", timeoutMs = 2_000, sideEffects = true)
        public Cooked cook(
                @ToolParam(description = "The dish") String dishName,
                @ToolParam(description = "How many guests") int guests,
                @ToolParam(description = "Size of a plate") Size size,
                @ToolParam(description = "A wish") Optional<String> note,
                @ToolParam(description = "Toppings", required = false) List<Topping> toppings,
                ToolContext call) {
            return new Cooked(
                    dishName,
                    guests,
                    size,
                    note,
                    toppings.stream().map(Topping::name).toList());
        }

        @Tool(name = "caller", description = "Who calls.")
        public String caller(ToolContext call) {
            return call.callerNumber();
        }

        @Tool(name = "burn", description = "Burn.")
        public void burn() {
            throw new IllegalStateException("the secret recipe");
        }

        @Tool(name = "close", description = "Close.")
        public ToolOutcome close() {
            return new ToolOutcome("{}", false, true);
        }
    }

    static class Slow {
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Tool(name = "wait_long", description = "Wait.", timeoutMs = 60_000)
        public String waitLong() throws InterruptedException {
            return wait(Duration.ofSeconds(60));
        }

        @Tool(name = "wait_short", description = "Wait.", timeoutMs = 50)
        public String waitShort() throws InterruptedException {
            return wait(Duration.ofSeconds(60));
        }

        private String wait(Duration atMost) throws InterruptedException {
            started.countDown();
            try {
                new CountDownLatch(1).await(atMost.toMillis(), TimeUnit.MILLISECONDS);
                return "done";
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }
    }

    @Test
    void theModelSeesAStrictSchema() throws Exception {
        var schema = tools.schemas(List.of("cook")).get(0);

        assertThat(schema.description()).isEqualTo("Cook a dish.");
        assertThat(new ObjectMapper().readTree(schema.parameters()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                {"type": "object",
                 "properties": {
                   "dish_name": {"type": "string", "description": "The dish"},
                   "guests": {"type": "integer", "description": "How many guests"},
                   "size": {"type": "string", "enum": ["small", "large"], "description": "Size of a plate"},
                   "note": {"type": "string", "description": "A wish"},
                   "toppings": {"type": "array", "description": "Toppings", "items": {
                     "type": "object",
                     "properties": {"name": {"type": "string", "description": "What"}, "grams": {"type": "integer"}},
                     "required": ["name"], "additionalProperties": false}}},
                 "required": ["dish_name", "guests", "size"], "additionalProperties": false}
                """));
        assertThat(tools.filler("cook")).contains("It cooks.");
        assertThat(tools.timeout("cook")).isEqualTo(Duration.ofSeconds(2));
        assertThat(tools.lasting("cook")).isTrue();
        assertThat(tools.filler("caller")).isEmpty();
    }

    @Test
    void aResultIsJsonWithoutWhatIsEmpty() {
        assertThat(
                        run(
                                "cook",
                                "{\"dish_name\":\"soup\",\"guests\":\"4\",\"size\":\"LARGE\",\"toppings\":[{\"name\":\"dill\"}]}"))
                .isEqualTo(new ToolOutcome(
                        "{\"dish_name\":\"soup\",\"guests\":4,\"size\":\"large\",\"toppings\":[\"dill\"]}",
                        false,
                        false));
        assertThat(run("caller", "")).isEqualTo(new ToolOutcome("+15550100", false, false));
        assertThat(run("close", "{}").endsCall()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'guests':2,'size':'small'}|dish_name is missing: The dish",
                "{'dish_name':'soup','guests':'many','size':'small'}|guests must be a whole number",
                "{'dish_name':'soup','guests':2.5,'size':'small'}|guests must be a whole number",
                "{'dish_name':'soup','guests':99999999999,'size':'small'}|guests must be a whole number",
                "{'dish_name':'soup','guests':1e999999999,'size':'small'}|guests must be a whole number",
                "{'dish_name':'soup','guests':2,'size':'huge'}|size must be one of small, large",
                "{'dish_name':['a'],'guests':2,'size':'small'}|dish_name must be a text",
                "{'dish_name':'soup','guests':2,'size':'small','speed':1}|no such argument",
                "{'dish_name':'soup','guests':2,'size':'small','toppings':[{'grams':1}]}|each entry of toppings.name is missing",
                "[1]|the arguments are not a JSON object",
                "{'dish|the arguments are not a JSON object",
            })
    void wrongArgumentsAreToldToTheModelInPlainWords(String arguments, String message) {
        var outcome = run("cook", arguments.replace('\'', '"'));

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.content()).contains(message).doesNotContain("soup").doesNotContain("huge");
    }

    @Test
    void aFailureIsToldWithoutItsMessage() {
        var outcome = run("burn", "{}");

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.content()).contains("the tool failed").doesNotContain("secret");
    }

    @Test
    void aToolThatTakesTooLongIsInterrupted() throws Exception {
        var outcome = run("wait_short", "{}");

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.content()).contains("took too long");
        assertThat(slow.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCancelledToolIsInterrupted() throws Exception {
        var future = tools.run(new ToolCall("id", "wait_long", "{}"), CALL);
        assertThat(slow.started.await(5, TimeUnit.SECONDS)).isTrue();

        future.cancel(true);

        assertThat(slow.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(5)).until(future::isDone);
    }

    @Test
    void anUnknownToolIsAFailureForTheModelAndAnErrorForUs() {
        assertThat(run("nothing", "{}").failed()).isTrue();
        assertThatThrownBy(() -> tools.schemas(List.of("nothing"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeAToolIsNamedAtStart() {
        class Wrong {
            @Tool(name = "wrong", description = "Wrong.")
            public void wrong(Thread thread) {}
        }
        assertThatThrownBy(() -> new CdiTools(List.of(new Wrong()), threads, timers))
                .hasMessage("tool wrong (Wrong.wrong): a tool cannot take a java.lang.Thread");
        assertThatThrownBy(() -> new CdiTools(List.of(new Kitchen(), new Kitchen()), threads, timers))
                .hasMessageContaining("two tools are named");
    }

    private ToolOutcome run(String name, String arguments) {
        return tools.run(new ToolCall("id", name, arguments), CALL)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
