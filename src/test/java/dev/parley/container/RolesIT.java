package dev.parley.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.admission.Admission;
import dev.parley.admission.http.TalkDoor;
import dev.parley.config.Settings;
import dev.parley.security.ParleyAuthentication;
import dev.parley.sessions.SessionStore;
import dev.parley.sessions.memory.MemorySessionStore;
import dev.parley.web.CorsFilter;
import dev.parley.web.HttpProblems;
import dev.parley.web.Json;
import dev.parley.web.Problem;
import dev.parley.web.SecurityHeadersFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Whom the container takes a caller for, and what their roles open: the product's mechanism before a resource of its own. */
@ExtendWith(ArquillianExtension.class)
@Isolated("deploying takes the cores that calls of other tests need")
class RolesIT {
    private static final String ISSUER = "https://login.example";
    private static final String AUDIENCE = "parley-api";
    private static final KeyServer PROVIDER = new KeyServer();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ArquillianResource
    URL root;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archives.named("roles")
                .addPackages(
                        false, Archives.PRODUCT, Settings.class.getPackage(), ParleyAuthentication.class.getPackage())
                .addClasses(Json.class, Problem.class, HttpProblems.class, CorsFilter.class)
                .addClass(SecurityHeadersFilter.class)
                .addClass("dev.parley.web.TalkOrigins")
                .addPackages(
                        false,
                        Archives.PRODUCT,
                        Admission.class.getPackage(),
                        SessionStore.class.getPackage(),
                        MemorySessionStore.class.getPackage())
                .addClass(TalkDoor.class)
                .addClass("dev.parley.admission.http.Refusals")
                .addClass("dev.parley.admission.http.WishedPersona")
                .addClasses(Badge.class, Badge.Application.class, NoCalls.class, NoTickets.class, Ann.class)
                .addAsLibraries(Archives.libraryOf(JWSAlgorithm.class))
                .setWebXML(Archives.webXml())
                .addAsResource(
                        new StringAsset(
                                """
                        parley.security.jwt.issuer=%s
                        parley.security.jwt.audience=%s
                        parley.security.jwt.jwks=%s
                        """
                                        .formatted(ISSUER, AUDIENCE, PROVIDER.keys())),
                        "META-INF/microprofile-config.properties");
    }

    @AfterAll
    static void close() {
        PROVIDER.close();
        HTTP.close();
    }

    @Test
    void aBearerTokenOpensWhatItsRolesAllow() {
        var answer = badge("Bearer " + PROVIDER.sign(claims("ada", List.of("operator"), 300)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ada");
    }

    @Test
    void aBearerTokenWithoutTheRoleIsToldSo() {
        assertThat(badge("Bearer " + PROVIDER.sign(claims("ada", List.of("viewer"), 300)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(badge("Bearer " + PROVIDER.sign(claims("ada", List.of(), 300)))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void forgedAndExpiredTokensAndNoneAreRefused() {
        assertThat(badge("Bearer " + PROVIDER.forge(claims("ada", List.of("operator"), 300)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(badge("Bearer " + PROVIDER.sign(claims("ada", List.of("operator"), -300)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request()).statusCode()).isEqualTo(401);
    }

    @Test
    void usersOfTheServerHaveTheRolesOfTheirGroups() {
        assertThat(badge(basic("ann", "secret")).body()).isEqualTo("ann");
        assertThat(badge(basic("ann", "wrong")).statusCode()).isEqualTo(401);
    }

    /** Below another context root than / the same doors are shut. */
    @Test
    void pathsInDisguiseOpenNothing() {
        for (var path : List.of("%61pi/badge", "/api/badge", "api;x/badge", "./api/badge")) {
            assertThat(send(HttpRequest.newBuilder(URI.create(root + path))).statusCode())
                    .as(path)
                    .isIn(400, 401, 404);
        }
    }

    private HttpResponse<String> badge(String authorization) {
        return send(request().header("Authorization", authorization));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(root + "api/badge"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JWTClaimsSet claims(String subject, List<String> roles, int seconds) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("roles", roles)
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .build();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
