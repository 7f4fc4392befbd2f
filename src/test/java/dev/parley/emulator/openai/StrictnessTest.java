package dev.parley.emulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.thinking.Thought;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest {
    private static final String HELLO = "{'messages':[{'role':'user','content':'Hello'}]}";
    private static final String DATED = "/deployments/gpt-4o/chat/completions";

    private final Service service = new Service();

    @Test
    void aWrongOrMissingKeyIsRefused() {
        assertThat(asks(DATED, "2024-10-21", Optional.of("another-key")).status).isEqualTo(401);
        RecordedWire none = asks(DATED, "2024-10-21", Optional.empty());
        assertThat(none.status).isEqualTo(401);
        assertThat(none.error().getString("code")).isEqualTo("401");
    }

    @Test
    void anUnknownDeploymentDoesNotExist() {
        RecordedWire wire = asks("/deployments/gpt-9/chat/completions", "2024-10-21", Optional.of("the-key"));
        assertThat(wire.status).isEqualTo(404);
        assertThat(wire.error().getString("code")).isEqualTo("DeploymentNotFound");
    }

    @Test
    void aMissingOrUnknownApiVersionIsNotFound() {
        assertThat(asks(DATED, "2019-01-01", Optional.of("the-key")).status).isEqualTo(404);
        assertThat(service.asks(DATED, Optional.empty(), Optional.of("the-key"), HELLO, new RecordedWire()).status)
                .isEqualTo(404);
    }

    @Test
    void theVersionOneFormTakesTheDeploymentFromTheBody() {
        String body = "{'model':'gpt-4o','messages':[{'role':'user','content':'Hello'}]}";
        assertThat(service.asks(
                                "/v1/chat/completions",
                                Optional.empty(),
                                Optional.of("the-key"),
                                body,
                                new RecordedWire())
                        .status)
                .isEqualTo(200);
        assertThat(service.asks(
                                "/v1/chat/completions",
                                Optional.empty(),
                                Optional.of("the-key"),
                                HELLO,
                                new RecordedWire())
                        .status)
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'messages':[]} | messages",
                "{} | messages",
                "{'messages':[{'role':'robot','content':'x'}]} | messages[0].role",
                "{'messages':[{'role':'user'}]} | messages[0].content",
                "{'temperature':3,'messages':[{'role':'user','content':'x'}]} | temperature",
                "{'n':2,'messages':[{'role':'user','content':'x'}]} | n",
                "{'stop':['a','b','c','d','e'],'messages':[{'role':'user','content':'x'}]} | stop",
                "{'stream_options':{'include_usage':true},'messages':[{'role':'user','content':'x'}]} | stream_options",
                "{'tools':[{'type':'function','function':{'name':'not a name'}}],'messages':[{'role':'user','content':'x'}]} | tools[0].function.name",
                "{'tool_choice':'auto','messages':[{'role':'user','content':'x'}]} | tool_choice",
                "{'messages':[{'role':'tool','tool_call_id':'a','content':'x'}]} | messages.[0].role",
            })
    void aRequestOfTheWrongShapeNamesItsParameter(String body, String param) {
        RecordedWire wire = service.asks(body);
        assertThat(wire.status).isEqualTo(400);
        assertThat(wire.error().getString("param")).isEqualTo(param);
        assertThat(wire.error().getString("type")).isEqualTo("invalid_request_error");
    }

    @Test
    void anUnansweredToolCallIsRefusedByItsId() {
        RecordedWire wire = service.asks(
                "{'messages':[{'role':'user','content':'x'},{'role':'assistant','content':null,'tool_calls':["
                        + "{'id':'call_a','type':'function','function':{'name':'f','arguments':'{}'}},"
                        + "{'id':'call_b','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'call_a','content':'1'},{'role':'user','content':'y'}]}");
        assertThat(wire.status).isEqualTo(400);
        assertThat(wire.error().getString("message")).contains("call_b").doesNotContain("call_a,");
    }

    @Test
    void anUnknownArgumentIsRefused() {
        assertThat(service.asks("{'mesages':[]}").error().getString("message"))
                .isEqualTo("Unrecognized request argument supplied: mesages");
    }

    @Test
    void aBlockedPromptSaysWhichCategory() {
        Thought blocked = new Thought("", List.of(), Thought.Ending.CONTENT_FILTER, Optional.empty());
        RecordedWire wire = service.thinks(blocked).asks(HELLO);
        assertThat(wire.status).isEqualTo(400);
        assertThat(wire.error().getString("code")).isEqualTo("content_filter");
        assertThat(wire.error().getJsonObject("innererror").getString("code"))
                .isEqualTo("ResponsibleAIPolicyViolation");
    }

    @Test
    void aThrottledRequestIsToldWhenToComeBack() {
        service.faults.add(new Fault(AzureService.OPENAI, FaultKind.THROTTLE, Optional.empty(), 1500, 429, 1, 1));
        RecordedWire wire = service.asks(HELLO);
        assertThat(wire.status).isEqualTo(429);
        assertThat(wire.headers).containsEntry("retry-after-ms", "1500").containsEntry("retry-after", "2");
        assertThat(service.asks(HELLO).status).isEqualTo(200);
    }

    private RecordedWire asks(String path, String apiVersion, Optional<String> key) {
        return service.asks(path, Optional.of(apiVersion), key, HELLO, new RecordedWire());
    }
}
