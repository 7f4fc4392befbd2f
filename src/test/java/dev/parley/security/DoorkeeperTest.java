package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.config.SecuritySettings;
import dev.parley.config.SecuritySettings.BearerTokens;
import dev.parley.config.SecuritySettings.DemoUser;
import dev.parley.config.SecuritySettings.Guests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in where, and on whose word. */
class DoorkeeperTest {
    private static final String ISSUER = "https://acs.example";
    private static final String RESOURCE = "5f1";
    private static final RSAKey KEY = key("k1");
    private static final RSAKey OTHER_KEY = key("k1");

    @Test
    void callbacksAreVouchedForByATokenThatAcsSigned() {
        assertThat(callback(token(KEY, claims(ISSUER, RESOURCE, 300)))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void forgedExpiredAndForeignTokensAreRefused() {
        assertThat(callback(token(OTHER_KEY, claims(ISSUER, RESOURCE, 300)))).isEqualTo(refused());
        assertThat(callback(token(KEY, claims(ISSUER, RESOURCE, -300)))).isEqualTo(refused());
        assertThat(callback(token(KEY, claims(ISSUER, "other-resource", 300)))).isEqualTo(refused());
        assertThat(callback(token(KEY, claims("https://other.example", RESOURCE, 300))))
                .isEqualTo(refused());
        assertThat(callback(new PlainJWT(claims(ISSUER, RESOURCE, 300)).serialize()))
                .isEqualTo(refused());
        assertThat(callback(signedByThePublicKeyAsIfItWereASecret())).isEqualTo(refused());
        assertThat(callback("no token")).isEqualTo(refused());
        assertThat(callback("x".repeat(20_000))).isEqualTo(refused());
        assertThat(judge("/api/v1/calls/callbacks", Optional.empty(), Optional.empty()))
                .isEqualTo(refused());
    }

    @Test
    void aClockThatIsAMinuteOffIsForgivenAndNoMore() {
        assertThat(callback(token(KEY, claims(ISSUER, RESOURCE, -30)))).isInstanceOf(Verdict.Admitted.class);
        assertThat(callback(token(KEY, claims(ISSUER, RESOURCE, -90)))).isEqualTo(refused());
        assertThat(callback(token(KEY, notBefore(30)))).isInstanceOf(Verdict.Admitted.class);
        assertThat(callback(token(KEY, notBefore(90)))).isEqualTo(refused());
    }

    private static JWTClaimsSet notBefore(int secondsFromNow) {
        return new JWTClaimsSet.Builder(claims(ISSUER, RESOURCE, 300))
                .notBeforeTime(Date.from(Instant.now().plusSeconds(secondsFromNow)))
                .build();
    }

    @Test
    void aMediaSocketNeedsTokenAndKey() {
        var right = "Bearer " + token(KEY, claims(ISSUER, RESOURCE, 300));
        assertThat(media(Optional.of("known"), Optional.of(right))).isInstanceOf(Verdict.Admitted.class);
        assertThat(media(Optional.of("unknown"), Optional.of(right))).isEqualTo(refused(403));
        assertThat(media(Optional.of("known"), Optional.empty())).isEqualTo(refused());
    }

    @Test
    void aGuestComesFromThisMachineAndFromNoForeignPage() {
        assertThat(guest(Guests.LOOPBACK, true, Optional.empty())).isInstanceOf(Verdict.Admitted.class);
        assertThat(guest(Guests.LOOPBACK, true, Optional.of("https://page.example")))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(guest(Guests.LOOPBACK, true, Optional.of("https://evil.example")))
                .isEqualTo(refused());
        assertThat(guest(Guests.LOOPBACK, false, Optional.empty())).isEqualTo(refused());
        assertThat(guest(Guests.ORIGINS, false, Optional.of("https://page.example")))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(guest(Guests.ORIGINS, true, Optional.empty())).isEqualTo(refused());
        assertThat(guest(Guests.OFF, true, Optional.empty())).isEqualTo(refused());
    }

    @Test
    void aPageOfThisServerIsTrustedByTheMachinesOwnAddressesAndByNoNameThatMayBeAnybodys() {
        for (var page : List.of("http://127.0.0.1:9080", "https://localhost:9443", "http://[::1]:9080")) {
            assertThat(guest(Guests.LOOPBACK, "POST", "/api/v1/tickets", true, Optional.of(page), true))
                    .isInstanceOf(Verdict.Admitted.class);
            assertThat(guest(Guests.LOOPBACK, "POST", "/api/v1/tickets", true, Optional.of(page), false))
                    .isEqualTo(refused());
            assertThat(guest(Guests.LOOPBACK, "POST", "/api/v1/tickets", false, Optional.of(page), true))
                    .isEqualTo(refused());
        }
        var rebound = Optional.of("http://rebound.example:9080");
        assertThat(guest(Guests.LOOPBACK, "POST", "/api/v1/tickets", true, rebound, true))
                .isEqualTo(refused());
    }

    @Test
    void aGuestMaySeeWhomOneCanTalkToAndChangeNothing() {
        var page = Optional.of("https://page.example");
        var talker = new Verdict.Admitted(new GuestNames("0123456789abcdef").of("127.0.0.1"), Set.of("talker"));
        for (var path : List.of("/api/configuration", "/api/configuration/", "/api/configuration/desk")) {
            assertThat(guest(Guests.ORIGINS, "GET", path, false, page)).isEqualTo(talker);
            assertThat(guest(Guests.LOOPBACK, "GET", path, true, Optional.empty()))
                    .isEqualTo(talker);
            assertThat(guest(Guests.OFF, "GET", path, true, page)).isEqualTo(refused());
            assertThat(guest(Guests.ORIGINS, "GET", path, true, Optional.of("https://evil.example")))
                    .isEqualTo(refused());
            assertThat(guest(Guests.ORIGINS, "PUT", path, false, page)).isEqualTo(refused());
            assertThat(guest(Guests.LOOPBACK, "POST", path, true, page)).isEqualTo(refused());
            assertThat(guest(Guests.LOOPBACK, "DELETE", path, true, page)).isEqualTo(refused());
        }
        assertThat(guest(Guests.LOOPBACK, "GET", "/api/configuration/default/desk", true, page))
                .isEqualTo(refused());
        assertThat(guest(Guests.LOOPBACK, "GET", "/api/v1/personas", true, page))
                .isEqualTo(refused());
    }

    @Test
    void aGuestSeesTheTalkPageWhereGuestsAreWelcomeAndSignsInElsewhere() {
        for (var path : List.of("/talk", "/talk/", "/talk.xhtml")) {
            assertThat(guest(Guests.LOOPBACK, "GET", path, true, Optional.empty()))
                    .isEqualTo(new Verdict.Open());
            assertThat(guest(Guests.LOOPBACK, "GET", path, false, Optional.empty()))
                    .isEqualTo(new Verdict.SignInFirst());
            assertThat(guest(Guests.OFF, "GET", path, true, Optional.empty())).isEqualTo(new Verdict.SignInFirst());
        }
        assertThat(guest(Guests.LOOPBACK, "GET", "/api/v1/talk/personas", true, Optional.empty()))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(guest(Guests.OFF, "GET", "/api/v1/talk/personas", true, Optional.empty()))
                .isEqualTo(refused());
    }

    @Test
    void whoHasACredentialIsNoGuest() {
        assertThat(judge("/api/configuration/", Optional.empty(), Optional.of(basic("viewer", "viewer"))))
                .isEqualTo(new Verdict.Admitted("viewer", Set.of("viewer")));
        assertThat(judge("/api/configuration/", Optional.empty(), Optional.of(basic("viewer", "wrong"))))
                .isEqualTo(refused());
    }

    @Test
    void setupAsksForACredential() {
        assertThat(judge("/setup", Optional.empty(), Optional.empty())).isEqualTo(refused());
        assertThat(judge("/setup/", Optional.empty(), Optional.of(basic("viewer", "viewer"))))
                .isEqualTo(new Verdict.Admitted("viewer", Set.of("viewer")));
    }

    @Test
    void eventGridShowsItsKey() {
        assertThat(judge("/api/v1/calls/answer", Optional.of("0123456789abcdef"), Optional.empty()))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(judge("/api/v1/calls/answer", Optional.of("0123456789abcdeX"), Optional.empty()))
                .isEqualTo(refused());
        assertThat(judge("/api/v1/calls/answer", Optional.empty(), Optional.empty()))
                .isEqualTo(refused());
    }

    @Test
    void theApiTakesBearerTokensOfItsOwnIssuerDemoUsersAndUsersOfTheServer() {
        var claims = new JWTClaimsSet.Builder(claims("https://login.example", "api", 300))
                .claim("roles", List.of("operator"))
                .build();
        assertThat(api("Bearer " + token(KEY, claims))).isEqualTo(new Verdict.Admitted("someone", Set.of("operator")));
        assertThat(api("Bearer " + token(KEY, claims(ISSUER, RESOURCE, 300)))).isEqualTo(refused());
        assertThat(api(basic("viewer", "viewer"))).isEqualTo(new Verdict.Admitted("viewer", Set.of("viewer")));
        assertThat(api(basic("viewer", "wrong"))).isEqualTo(refused());
        assertThat(api(basic("ann", "secret"))).isEqualTo(new Verdict.Admitted("ann", Set.of("editors")));
        assertThat(api("Basic ???")).isEqualTo(refused());
        assertThat(api("Digest x")).isEqualTo(refused());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%61pi/v1/calls/callbacks", "//api/v1/calls", "/x/../api/v1/calls", "/api;x/v1/calls", "/a\\b"})
    void pathsInDisguiseAreRefused(String path) {
        assertThat(judge(path, Optional.empty(), Optional.empty())).isEqualTo(refused(400));
    }

    @Test
    void healthAsksForNobody() {
        assertThat(judge("/api/v1/health", Optional.empty(), Optional.empty())).isInstanceOf(Verdict.Open.class);
        assertThat(judge("/api/v1/readiness/", Optional.empty(), Optional.empty()))
                .isInstanceOf(Verdict.Open.class);
        assertThat(judge("/", Optional.empty(), Optional.empty())).isInstanceOf(Verdict.Open.class);
    }

    private static Verdict callback(String token) {
        return judge("/api/v1/calls/callbacks", Optional.empty(), Optional.of("Bearer " + token));
    }

    private static Verdict media(Optional<String> key, Optional<String> authorization) {
        return judge("/api/v1/media/stream", key, authorization);
    }

    private static Verdict api(String authorization) {
        return judge("/api/v1/calls/", Optional.empty(), Optional.of(authorization));
    }

    private static Verdict guest(Guests guests, boolean loopback, Optional<String> origin) {
        return guest(guests, "GET", "/api/v1/media/stream", loopback, origin);
    }

    private static Verdict guest(Guests guests, String method, String path, boolean loopback, Optional<String> origin) {
        return guest(guests, method, path, loopback, origin, false);
    }

    private static Verdict guest(
            Guests guests, String method, String path, boolean loopback, Optional<String> origin, boolean ownPage) {
        return doorkeeper(guests)
                .judge(new Knock(
                        method,
                        path,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        origin,
                        ownPage,
                        loopback,
                        "127.0.0.1",
                        Optional.empty(),
                        false));
    }

    private static Verdict judge(String path, Optional<String> key, Optional<String> authorization) {
        return doorkeeper(Guests.OFF)
                .judge(new Knock(
                        "GET",
                        path,
                        key,
                        Optional.empty(),
                        authorization,
                        Optional.empty(),
                        false,
                        true,
                        "127.0.0.1",
                        Optional.empty(),
                        false));
    }

    private static Doorkeeper doorkeeper(Guests guests) {
        var settings = new SecuritySettings(
                guests,
                List.of("https://page.example"),
                Optional.of("0123456789abcdef"),
                Optional.of(new BearerTokens("https://login.example", "api", URI.create("https://unused"), "roles")),
                Map.of("viewer", new DemoUser("viewer", Set.of("viewer"))));
        return new Doorkeeper(
                settings,
                Optional.of(tokens(ISSUER, RESOURCE)),
                Optional.of(tokens("https://login.example", "api")),
                "known"::equals,
                (ticket, path) -> Optional.empty(),
                new Passwords(
                        settings,
                        (user, password) -> user.equals("ann") && password.equals("secret")
                                ? Optional.of(Set.of("editors"))
                                : Optional.empty(),
                        () -> 0));
    }

    private static SignedTokens tokens(String issuer, String audience) {
        return new SignedTokens(
                issuer, audience, new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())), Set.of(JWSAlgorithm.RS256));
    }

    private static JWTClaimsSet claims(String issuer, String audience, int seconds) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject("someone")
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .build();
    }

    private static String token(RSAKey key, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .type(JOSEObjectType.JWT)
                    .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signedByThePublicKeyAsIfItWereASecret() {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims(ISSUER, RESOURCE, 300));
            jwt.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict refused() {
        return refused(401);
    }

    private static Verdict refused(int status) {
        var reasons = Map.of(
                400, "The path has characters that no path here needs.",
                401, "Nobody vouches for this request.",
                403, "There is no such call.");
        return new Verdict.Refused(status, reasons.get(status));
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
