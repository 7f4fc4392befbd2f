package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.SecuritySettings;
import dev.parley.config.SecuritySettings.DemoUser;
import dev.parley.config.SecuritySettings.Guests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open the socket of a browser. */
class BrowserSocketsTest {
    private static final String PATH = "/api/voice/desk";
    private static final String OWN = "https://parley.example";
    private static final String LISTED = "https://page.example";
    private static final String FOREIGN = "https://evil.example";
    private static final Verdict UNKNOWN = new Verdict.Refused(401, "Nobody vouches for this request.");
    private static final Verdict.Admitted ADA = new Verdict.Admitted("ada", Set.of("talker"));
    private static final Verdict.Admitted ANN = new Verdict.Admitted("ann", Set.of("persona-editor"));
    private static final Verdict.Admitted GUEST =
            new Verdict.Admitted(new GuestNames("").of("127.0.0.1"), Set.of("talker"));

    private final Set<String> unused = new HashSet<>(Set.of("t1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/voice",
                "/api/voice/desk",
                "/voice",
                "/voice/desk",
                "/voice/desk/",
                "/api/v1/realtime/conversation",
                "/openai/v1/realtime"
            })
    void nobodyOpensOneWithoutACredential(String path) {
        assertThat(judge(Guests.OFF, path, "", "", "", Optional.empty())).isEqualTo(UNKNOWN);
        assertThat(judge(Guests.OFF, path, "", "", OWN, Optional.empty())).isEqualTo(UNKNOWN);
    }

    @Test
    void whatOnlyBeginsLikeOneIsNone() {
        assertThat(judge(Guests.OFF, "/voices", "", "", "", Optional.empty())).isInstanceOf(Verdict.Open.class);
    }

    @Test
    void aTicketOpensOneOnce() {
        assertThat(ticket("t1", OWN)).isEqualTo(ADA);
        assertThat(ticket("t1", OWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void aTicketCountsForListedOriginsAndForClientsThatNameNone() {
        assertThat(ticket("t1", LISTED)).isEqualTo(ADA);
        unused.add("t1");
        assertThat(ticket("t1", "")).isEqualTo(ADA);
    }

    @Test
    void aForeignPageGetsNothingByAnyCredential() {
        assertThat(ticket("t1", FOREIGN)).isEqualTo(UNKNOWN);
        assertThat(unused).contains("t1");
        assertThat(judge(Guests.OFF, PATH, "", basic(), FOREIGN, Optional.empty()))
                .isEqualTo(UNKNOWN);
        assertThat(judge(Guests.OFF, PATH, "", "", FOREIGN, Optional.of(ANN))).isEqualTo(UNKNOWN);
        assertThat(judge(Guests.LOOPBACK, PATH, "", "", FOREIGN, Optional.empty()))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aTicketThatIsNoneIsNotMadeUpForByAnythingElse() {
        assertThat(judge(Guests.LOOPBACK, PATH, "t2", "", LISTED, Optional.of(ANN)))
                .isEqualTo(UNKNOWN);
        assertThat(judge(Guests.LOOPBACK, PATH, "t2", basic(), LISTED, Optional.empty()))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aUserOfTheApiOpensOneByTheHeader() {
        assertThat(judge(Guests.OFF, PATH, "", basic(), "", Optional.empty()))
                .isEqualTo(new Verdict.Admitted("bob", Set.of("talker")));
    }

    @Test
    void aSessionOfTheConsoleCountsFromItsOwnPagesAlone() {
        assertThat(judge(Guests.OFF, PATH, "", "", OWN, Optional.of(ANN))).isEqualTo(ANN);
        assertThat(judge(Guests.OFF, PATH, "", "", LISTED, Optional.of(ANN))).isEqualTo(UNKNOWN);
        assertThat(judge(Guests.OFF, PATH, "", "", "", Optional.of(ANN))).isEqualTo(UNKNOWN);
    }

    @Test
    void guestsComeAsTheSettingSays() {
        assertThat(judge(Guests.ORIGINS, PATH, "", "", LISTED, Optional.empty()))
                .isEqualTo(GUEST);
        assertThat(judge(Guests.LOOPBACK, PATH, "", "", "", Optional.empty())).isEqualTo(GUEST);
    }

    @Test
    void guestsMayAskForTickets() {
        assertThat(wish(Guests.ORIGINS, LISTED, Optional.empty(), false)).isEqualTo(GUEST);
        assertThat(wish(Guests.ORIGINS, FOREIGN, Optional.empty(), false)).isEqualTo(UNKNOWN);
        assertThat(wish(Guests.OFF, LISTED, Optional.empty(), false)).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/token", "/api/token/personas", "/api/agent", "/api/agent/", "/api/agent/refresh"})
    void guestsMayAskForTokensAndTools(String path) {
        assertThat(judge(Guests.ORIGINS, path, "", "", LISTED, Optional.empty()))
                .isEqualTo(GUEST);
        assertThat(judge(Guests.ORIGINS, path, "", "", FOREIGN, Optional.empty()))
                .isEqualTo(UNKNOWN);
        assertThat(judge(Guests.OFF, path, "", "", LISTED, Optional.empty())).isEqualTo(UNKNOWN);
        assertThat(judge(Guests.ORIGINS, path, "t1", "", FOREIGN, Optional.empty()))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void whoIsSignedInToTheConsoleAsksForTicketsAsThatUser() {
        assertThat(wish(Guests.LOOPBACK, LISTED, Optional.of(ANN), true)).isEqualTo(ANN);
        assertThat(wish(Guests.OFF, LISTED, Optional.of(ANN), false)).isEqualTo(UNKNOWN);
    }

    @Test
    void theOwnOriginIsTheOneThatTheClientAddresses() {
        assertThat(ParleyAuthentication.fromOwnOrigin("http://localhost:9080", "localhost:9080"))
                .isTrue();
        assertThat(ParleyAuthentication.fromOwnOrigin("https://Parley.example", "parley.example"))
                .isTrue();
        assertThat(ParleyAuthentication.fromOwnOrigin("http://localhost:9081", "localhost:9080"))
                .isFalse();
        assertThat(ParleyAuthentication.fromOwnOrigin("null", "localhost:9080")).isFalse();
        assertThat(ParleyAuthentication.fromOwnOrigin(null, "localhost:9080")).isFalse();
    }

    private Verdict ticket(String ticket, String origin) {
        return judge(Guests.OFF, PATH, ticket, "", origin, Optional.empty());
    }

    private Verdict judge(
            Guests guests,
            String path,
            String ticket,
            String authorization,
            String origin,
            Optional<Verdict.Admitted> signedIn) {
        return doorkeeper(guests)
                .judge(new Knock(
                        "GET",
                        path,
                        Optional.empty(),
                        given(ticket),
                        given(authorization),
                        given(origin),
                        origin.equals(OWN),
                        true,
                        "127.0.0.1",
                        signedIn,
                        false));
    }

    private Verdict wish(Guests guests, String origin, Optional<Verdict.Admitted> signedIn, boolean ofOurScripts) {
        return doorkeeper(guests)
                .judge(new Knock(
                        "POST",
                        "/api/v1/tickets",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        given(origin),
                        false,
                        true,
                        "127.0.0.1",
                        signedIn,
                        ofOurScripts));
    }

    private Doorkeeper doorkeeper(Guests guests) {
        var settings = new SecuritySettings(
                guests,
                List.of(LISTED),
                Optional.empty(),
                Optional.empty(),
                Map.of("bob", new DemoUser("bob", Set.of("talker"))));
        return new Doorkeeper(
                settings,
                Optional.empty(),
                Optional.empty(),
                key -> false,
                (ticket, path) -> unused.remove(ticket) && path.equals(PATH) ? Optional.of(ADA) : Optional.empty(),
                new Passwords(settings, (user, password) -> Optional.empty(), () -> 0));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString("bob:bob".getBytes(StandardCharsets.UTF_8));
    }
}
