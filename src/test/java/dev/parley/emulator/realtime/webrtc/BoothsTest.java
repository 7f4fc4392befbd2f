package dev.parley.emulator.realtime.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Where no booth is to be had. With natives it is a matter of system tests. */
class BoothsTest {
    @Test
    void switchedOffThereAreNoneAndItSaysWhy() {
        var booths = new Booths(0);

        assertThat(booths.talk(null, null, false)).isEmpty();
        assertThat(booths.missing()).hasValue("switched off by emulator.realtime.peers");
        assertThat(booths.taken()).isZero();
    }

    @Test
    void moreThanThirtyTwoAreRefused() {
        assertThatThrownBy(() -> new Booths(33)).isInstanceOf(IllegalArgumentException.class);
    }
}
