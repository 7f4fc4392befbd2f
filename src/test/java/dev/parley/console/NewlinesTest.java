package dev.parley.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A form does not change the line ends of a text. */
class NewlinesTest {
    @Test
    void aTextOfPlainLineEndsKeepsThem() {
        assertThat(Newlines.as("a\nb\n", "a\r\nb\r\nc")).isEqualTo("a\nb\nc");
    }

    @Test
    void aTextOfCarriageReturnsKeepsThose() {
        assertThat(Newlines.as("a\r\nb", "a\r\nc\r\n")).isEqualTo("a\r\nc\r\n");
    }

    @Test
    void aNewTextGetsPlainOnes() {
        assertThat(Newlines.as("", "a\r\nb")).isEqualTo("a\nb");
    }
}
