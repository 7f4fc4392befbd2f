package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the console's pages, and back to the one that was wished. */
class ConsoleDoorTest {
    private static final Verdict.Admitted ANN = new Verdict.Admitted("ann", Set.of("persona-editor"));
    private static final Doorkeeper DOORKEEPER = new Doorkeeper(
            null, Optional.empty(), Optional.empty(), key -> false, (ticket, path) -> Optional.empty(), null);

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/", "/console/personas", "/console/edit.xhtml"})
    void aPageAsksToSignInFirst(String page) {
        assertThat(judge(page, Optional.empty(), false)).isEqualTo(new Verdict.SignInFirst());
        assertThat(judge(page, Optional.of(ANN), false)).isEqualTo(ANN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/sign-in", "/console/sign-in.xhtml", "/jakarta.faces.resource/base.css.xhtml"})
    void theFormAndItsLooksAreOpen(String page) {
        assertThat(judge(page, Optional.empty(), false)).isEqualTo(new Verdict.Open());
        assertThat(judge(page, Optional.of(ANN), false)).as("still known").isEqualTo(ANN);
    }

    @Test
    void aSessionCountsForThePersonasApiOnlyWithTheHeaderThatNoOtherSiteCanSend() {
        assertThat(judge("/api/v1/personas/reception", Optional.of(ANN), true)).isEqualTo(ANN);
        assertThat(judge("/api/v1/personas/reception", Optional.of(ANN), false)).isInstanceOf(Verdict.Refused.class);
        assertThat(judge("/api/v1/talk/personas", Optional.of(ANN), true)).isEqualTo(ANN);
        assertThat(judge("/api/v1/calls/", Optional.of(ANN), true)).isInstanceOf(Verdict.Refused.class);
        assertThat(judge("/api/v1/personas", Optional.empty(), true)).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/edit?id=reception",
                "/console/personas?text=a+b&tag=%C3%A4",
                "/console/numbers",
                "/talk",
                "/talk?persona=concierge"
            })
    void theWishedPageOfOursIsKept(String page) {
        assertThat(ConsoleDoor.wished(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/console/",
                "//evil.example",
                "/console/../api",
                "/console//evil.example",
                "/talk.evil.example",
                "/talk/../api",
                "/console/x\nLocation: y",
                "/api/v1/calls/",
                "javascript:alert(1)",
                ""
            })
    void anyOtherOneIsNot(String page) {
        assertThat(ConsoleDoor.wished(page)).isEqualTo(ConsoleDoor.FIRST_PAGE);
        assertThat(ConsoleDoor.wished(null)).isEqualTo(ConsoleDoor.FIRST_PAGE);
    }

    private static Verdict judge(String path, Optional<Verdict.Admitted> signedIn, boolean ofOurScripts) {
        return DOORKEEPER.judge(new Knock(
                "GET",
                path,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                HERE,
                signedIn,
                ofOurScripts));
    }

    private static final String HERE = "192.0.2.1";
}
