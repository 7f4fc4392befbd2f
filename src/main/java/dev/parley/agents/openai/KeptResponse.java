package dev.parley.agents.openai;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The HTTP response of one answer, kept so that it can be closed. Disposing the SDK's stream alone leaves the service
 * generating to the end (platform §13, measured with azure-ai-openai 1.0.0-beta.16). Thread-safe.
 */
final class KeptResponse {
    private HttpResponse response;
    private boolean closed;

    /** Reactor context by which {@link Policy} finds the keeper of a request. */
    Context in(Context context) {
        return context.put(KeptResponse.class, this);
    }

    /** Closes the response, also one that arrives later. Repeatable. */
    void close() {
        HttpResponse open;
        synchronized (this) {
            closed = true;
            open = response;
            response = null;
        }
        if (open != null) {
            open.close();
        }
    }

    private void keep(HttpResponse arrived) {
        synchronized (this) {
            if (!closed) {
                response = arrived;
                return;
            }
        }
        arrived.close();
    }

    /** Hands each response to the keeper of its request. */
    static final class Policy implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
            return Mono.deferContextual(
                    context -> next.process().doOnNext(response -> context.<KeptResponse>getOrEmpty(KeptResponse.class)
                            .ifPresent(keeper -> keeper.keep(response))));
        }
    }
}
