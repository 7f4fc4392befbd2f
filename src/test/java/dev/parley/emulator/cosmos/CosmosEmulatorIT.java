package dev.parley.emulator.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The contract once more, against the emulator in its server, and the root that it shares with the page. */
class CosmosEmulatorIT extends CosmosContractTest {
    private static final String EMULATOR = System.getProperty("emulator.url");

    @Test
    void aBrowserAtTheRootIsSentToThePageAndAClientIsAskedForItsKey() throws Exception {
        HttpResponse<String> browser = root("text/html,application/xhtml+xml");
        HttpResponse<String> client = root("application/json");

        assertThat(browser.statusCode()).isEqualTo(302);
        assertThat(browser.headers().firstValue("Location").orElse("")).endsWith("/emulator");
        assertThat(client.statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> root(String accept) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(EMULATOR + "/"))
                    .header("Accept", accept)
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
