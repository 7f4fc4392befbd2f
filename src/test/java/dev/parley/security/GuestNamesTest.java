package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What guests are called. */
class GuestNamesTest {
    @Test
    void eachAddressHasANameThatAllNodesKnowAndNobodyElseCanRead() {
        var names = new GuestNames("0123456789abcdef");

        assertThat(names.of("10.1.2.3"))
                .matches("guest-[0-9a-f]{10}")
                .isEqualTo(new GuestNames("0123456789abcdef").of("10.1.2.3"))
                .isNotEqualTo(names.of("10.1.2.4"))
                .isNotEqualTo(new GuestNames("another secret").of("10.1.2.3"));
    }
}
