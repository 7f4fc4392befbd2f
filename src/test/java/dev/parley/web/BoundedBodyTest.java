package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedBodyTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "7", "{\"a\":", "deep"})
    void whatIsNoJsonObjectOrArrayIsRefused(String body) {
        var sent = body.equals("deep") ? "[".repeat(100_000) : body;

        assertThatThrownBy(() -> BoundedBody.json(sent.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RequestRefused.class);
    }

    @Test
    void anObjectIsRead() {
        assertThat(BoundedBody.json("{}".getBytes(StandardCharsets.UTF_8)).asJsonObject())
                .isEmpty();
    }
}
