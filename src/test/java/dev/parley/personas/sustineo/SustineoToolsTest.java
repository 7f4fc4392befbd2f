package dev.parley.personas.sustineo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ToolSchema;
import org.junit.jupiter.api.Test;

class SustineoToolsTest {
    private final SustineoTools tools = new SustineoTools();

    @Test
    void aToolOfTheContractIsOneThatAModelCanBeToldOf() {
        var json = "[{\"id\":\"a\",\"name\":\" Show Map \",\"type\":\"client\",\"description\":\"Shows a map.\","
                + "\"parameters\":[{\"name\":\"city\",\"type\":\"string\",\"description\":\"which\",\"required\":true},"
                + "{\"name\":\"kind\",\"type\":\"odd\",\"required\":false}]}]";

        assertThat(tools.schemas(json))
                .containsExactly(new ToolSchema(
                        "show_map",
                        "Shows a map.",
                        "{\"type\":\"object\",\"properties\":{"
                                + "\"city\":{\"type\":\"string\",\"description\":\"which\"},"
                                + "\"kind\":{\"type\":\"string\",\"description\":\"No Description\"}},"
                                + "\"required\":[\"city\"]}"));
    }

    @Test
    void whatIsNoToolIsLeftOut() {
        var json = "[7,\"show\",{},{\"name\":\"\"},{\"name\":\"käse\"},{\"name\":\"" + "x".repeat(65) + "\"},"
                + "{\"name\":\"bell\",\"parameters\":[7,{\"type\":\"string\"}]},{\"name\":\"Bell\"}]";

        assertThat(tools.schemas(json)).singleElement().satisfies(bell -> {
            assertThat(bell.name()).isEqualTo("bell");
            assertThat(bell.parameters()).isEqualTo("{\"type\":\"object\",\"properties\":{},\"required\":[]}");
        });
    }

    @Test
    void noToolsAreNone() {
        assertThat(tools.schemas("[]")).isEmpty();
    }
}
