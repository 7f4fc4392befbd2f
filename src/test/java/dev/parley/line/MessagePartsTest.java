package dev.parley.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MessagePartsTest {
    private final MessageParts parts = new MessageParts(8);

    @Test
    void partsAreOneMessageOnceTheLastIsThere() {
        assertThat(parts.add("ab", false)).isEmpty();
        assertThat(parts.add("cd", true)).contains("abcd");
        assertThat(parts.add("ef", true)).contains("ef");
    }

    @Test
    void aMessageInManyPartsHasTheSameBound() {
        assertThat(parts.add("abcde", false)).isEmpty();
        assertThatThrownBy(() -> parts.add("abcde", false)).isInstanceOf(MessageParts.TooLong.class);
        assertThat(parts.add("ef", true)).contains("ef");
    }
}
