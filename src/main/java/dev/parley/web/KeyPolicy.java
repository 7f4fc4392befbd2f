package dev.parley.web;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.parley.web.RefusedKeys.Service;
import reactor.core.publisher.Mono;

/** Tells {@link RefusedKeys} what each answer of a service says of our key. Thread-safe. */
public record KeyPolicy(RefusedKeys keys, Service service) implements HttpPipelinePolicy {
    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return next.process().doOnNext(response -> keys.answered(service, response.getStatusCode()));
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        var response = next.processSync();
        keys.answered(service, response.getStatusCode());
        return response;
    }
}
