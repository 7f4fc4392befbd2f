package dev.parley.call.acs;

import static dev.parley.web.Json.JSON;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import com.azure.core.util.UrlBuilder;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.MalformedURLException;
import java.net.URI;
import reactor.core.publisher.Mono;

/**
 * Raises SDK 1.0.4 to the first version that knows two-way media streaming, and adds the streaming options to answer and
 * create. Stands before the retry and the signature, so that body and signature agree (acs-call-automation §6.2).
 */
final class MediaStreamingPolicy implements HttpPipelinePolicy {
    /** First generally available version with bidirectional streaming: azure-rest-api-specs, CallAutomation, 2025-05-15. */
    static final String API_VERSION = "2025-05-15";

    /** Key of the {@link Media} in the SDK's context. */
    static final String MEDIA = "parley.media";

    /** What is asked of ACS for one call. */
    record Media(URI transportUrl, int sampleRateHz) {
        @Override
        public String toString() {
            return "Media[" + sampleRateHz + " Hz]"; // the URL carries the call's key
        }
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        augment(context);
        return next.process();
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        augment(context);
        return next.processSync();
    }

    private static void augment(HttpPipelineCallContext context) {
        var request = context.getHttpRequest();
        raiseVersion(request);
        context.getData(MEDIA)
                .filter(data -> wantsMedia(request))
                .ifPresent(data -> request.setBody(BinaryData.fromString(withMedia(request, (Media) data))));
    }

    private static void raiseVersion(HttpRequest request) {
        try {
            var url = UrlBuilder.parse(request.getUrl()).setQueryParameter("api-version", API_VERSION);
            request.setUrl(url.toUrl());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the SDK made a URL that is none", e);
        }
    }

    private static boolean wantsMedia(HttpRequest request) {
        var path = request.getUrl().getPath();
        return request.getHttpMethod() == HttpMethod.POST
                && (path.endsWith("/callConnections") || path.endsWith("/callConnections:answer"));
    }

    private static String withMedia(HttpRequest request, Media media) {
        try (var reader =
                JSON.createReader(new StringReader(request.getBodyAsBinaryData().toString()))) {
            return JSON.createObjectBuilder(reader.readObject())
                    .add("mediaStreamingOptions", options(media))
                    .build()
                    .toString();
        }
    }

    private static JsonObject options(Media media) {
        return JSON.createObjectBuilder()
                .add("transportType", "websocket")
                .add("transportUrl", media.transportUrl().toString())
                .add("contentType", "audio")
                .add("audioChannelType", "unmixed")
                .add("startMediaStreaming", true)
                .add("enableBidirectional", true)
                .add("enableDtmfTones", true)
                .add("audioFormat", media.sampleRateHz() == 24_000 ? "pcm24KMono" : "pcm16KMono")
                .build();
    }
}
