package dev.parley.emulator.acs;

import com.azure.communication.callautomation.CallAutomationClient;
import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.common.implementation.HmacAuthenticationPolicy;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import javax.net.ssl.TrustManagerFactory;
import reactor.core.publisher.Mono;

/** Microsoft's SDK 1.0.4 with the pipeline of protocols/acs-call-automation.md §6.2, which adds media streaming before signing. */
final class SdkClient {
    static final String KEY = "bG9jYWwtYWNzLWFjY2Vzcy1rZXktb2YtdGhlLWVtdWxhdG9y";
    static final String ENDPOINT = System.getProperty("emulator.tls.url", "https://localhost:9453");

    private static final ObjectMapper JSON = new ObjectMapper();

    final CallAutomationClient client;
    private final HttpPipeline pipeline;

    /** @param mediaUrl where the media goes; null: the SDK is left as it is, without media */
    SdkClient(URI mediaUrl, String audioFormat, String key) {
        var policies = new HttpPipelineBuilder()
                .httpClient(new NettyAsyncHttpClientBuilder(
                                reactor.netty.http.client.HttpClient.create().secure(spec -> spec.sslContext(tls())))
                        .build());
        policies.policies(new UserAgentPolicy("test"), new RequestIdPolicy());
        if (mediaUrl != null) {
            policies.policies(new WithMedia(mediaUrl, audioFormat));
        }
        pipeline = policies.policies(new HmacAuthenticationPolicy(new AzureKeyCredential(key)))
                .build();
        client = new CallAutomationClientBuilder()
                .endpoint(ENDPOINT)
                .pipeline(pipeline)
                .buildClient();
    }

    /** An operation that the SDK lacks, through the same pipeline; the status. */
    int post(String path, String json) {
        var request = new HttpRequest(HttpMethod.POST, ENDPOINT + path)
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                .setBody(json);
        try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
            return response.getStatusCode();
        }
    }

    /** The same with the headers by which a repetition is recognised. */
    int postOnce(String path, String json) {
        var request = new HttpRequest(HttpMethod.POST, ENDPOINT + path)
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                .setHeader(
                        HttpHeaderName.fromString("Repeatability-Request-ID"),
                        UUID.randomUUID().toString())
                .setHeader(
                        HttpHeaderName.fromString("Repeatability-First-Sent"),
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .setBody(json);
        try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
            return response.getStatusCode();
        }
    }

    private static SslContext tls() {
        Path keys = Path.of(System.getProperty("local.keys", "target/local-keys.p12"));
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(
                    in,
                    System.getProperty("local.keys.password", "local-mode-only").toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return SslContextBuilder.forClient().trustManager(trust).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record WithMedia(URI url, String audioFormat) implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            augment(context.getHttpRequest());
            return next.process();
        }

        @Override
        public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            augment(context.getHttpRequest());
            return next.processSync();
        }

        private void augment(HttpRequest request) {
            request.setUrl(request.getUrl().toString().replace("api-version=2023-03-06", "api-version=2025-05-15"));
            String path = request.getUrl().getPath();
            if (request.getHttpMethod() != HttpMethod.POST
                    || !(path.endsWith(":answer") || path.endsWith("/callConnections"))) {
                return;
            }
            try {
                ObjectNode body =
                        (ObjectNode) JSON.readTree(request.getBodyAsBinaryData().toBytes());
                body.putObject("mediaStreamingOptions")
                        .put("transportType", "websocket")
                        .put("transportUrl", url.toString())
                        .put("contentType", "audio")
                        .put("audioChannelType", "unmixed")
                        .put("startMediaStreaming", true)
                        .put("enableBidirectional", true)
                        .put("enableDtmfTones", true)
                        .put("audioFormat", audioFormat);
                request.setBody(BinaryData.fromBytes(JSON.writeValueAsBytes(body)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
