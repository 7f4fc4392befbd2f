package dev.parley.call.acs;

import com.azure.communication.callautomation.CallAutomationClient;
import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.common.implementation.HmacAuthenticationPolicy;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.util.HttpClientOptions;
import dev.parley.config.AcsSettings;
import dev.parley.web.KeyPolicy;
import dev.parley.web.RefusedKeys;
import dev.parley.web.RefusedKeys.Service;
import java.time.Duration;

/** Builds the SDK's client with our pipeline. */
final class AcsClient {
    private static final int RETRIES = 2;

    private AcsClient() {}

    static CallAutomationClient of(AcsSettings settings, RefusedKeys keys) {
        var attempt = settings.timeout().dividedBy(2);
        var http = HttpClient.createDefault(new HttpClientOptions()
                .setConnectTimeout(attempt)
                .setWriteTimeout(attempt)
                .setResponseTimeout(attempt)
                .setReadTimeout(attempt));
        return of(settings, keys, http);
    }

    static CallAutomationClient of(AcsSettings settings, RefusedKeys keys, HttpClient http) {
        var backOff = new ExponentialBackoffOptions()
                .setMaxRetries(RETRIES)
                .setBaseDelay(Duration.ofMillis(200))
                .setMaxDelay(Duration.ofSeconds(2));
        var pipeline = new HttpPipelineBuilder()
                .httpClient(http)
                .policies(
                        new UserAgentPolicy("parley"),
                        new RequestIdPolicy(),
                        new MediaStreamingPolicy(),
                        new KeyPolicy(keys, Service.ACS),
                        new RetryPolicy(new RetryOptions(backOff)),
                        new HmacAuthenticationPolicy(new AzureKeyCredential(settings.accessKey())))
                .build();
        return new CallAutomationClientBuilder()
                .endpoint(settings.endpoint().toString())
                .pipeline(pipeline)
                .buildClient();
    }
}
