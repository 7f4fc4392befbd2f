package dev.parley.admission.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom the address of a socket names. */
class WishedPersonaTest {
    @Test
    void theModelOfARealtimeClientAndTheEndOfTheEarlierPathAreNames() {
        assertThat(WishedPersona.of("/openai/v1/realtime", "ticket=x&model=concierge"))
                .contains("concierge");
        assertThat(WishedPersona.of("/voice/desk", null)).contains("desk");
    }

    @Test
    void othersNameNobodyYet() {
        assertThat(WishedPersona.of("/api/voice/7f3a", null)).isEmpty();
        assertThat(WishedPersona.of("/voice", "")).isEmpty();
        assertThat(WishedPersona.of("/openai/v1/realtime", "models=a")).isEmpty();
        assertThat(WishedPersona.of("/openai/v1/realtime", "model=No%20Id")).isEmpty();
    }
}
