package dev.parley.agents.sustineo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ToolSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentJsonTest {
    private static final ToolSchema MAP = new ToolSchema(
            "show_map",
            "Shows a map.",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"description\":\"which\"},"
                    + "\"zoom\":{\"type\":\"integer\"}},\"required\":[\"city\"]}");
    private static final ToolSchema BELL =
            new ToolSchema("ring_bell", "Rings.", "{\"type\":\"object\",\"properties\":{}}");

    @Test
    void aToolIsAnAgentWithItsParametersInAList() {
        assertThat(AgentJson.agents(List.of(MAP, BELL)))
                .hasToString("[{\"id\":\"show_map\",\"name\":\"show_map\",\"type\":\"function_agent\","
                        + "\"description\":\"Shows a map.\",\"parameters\":["
                        + "{\"name\":\"city\",\"type\":\"string\",\"description\":\"which\",\"required\":true},"
                        + "{\"name\":\"zoom\",\"type\":\"integer\",\"description\":\"\",\"required\":false}],"
                        + "\"options\":{}},"
                        + "{\"id\":\"ring_bell\",\"name\":\"ring_bell\",\"type\":\"function_agent\","
                        + "\"description\":\"Rings.\",\"parameters\":[],\"options\":{}}]");
    }

    @Test
    void aFunctionHasOnlyNamesAndTypes() {
        assertThat(AgentJson.functions(List.of(MAP)))
                .hasToString("[{\"name\":\"show_map\",\"parameters\":["
                        + "{\"name\":\"city\",\"type\":\"string\"},{\"name\":\"zoom\",\"type\":\"integer\"}]}]");
    }
}
