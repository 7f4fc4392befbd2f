package dev.parley.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Azure Communication Services.
 *
 * @param endpoint {@code parley.acs.endpoint}: https root of the resource
 * @param accessKey {@code parley.acs.access-key}, base64, secret
 * @param resourceId {@code parley.acs.resource-id}: immutable id of the resource, audience of ACS's tokens
 * @param issuer {@code parley.acs.issuer} of ACS's tokens
 * @param jwks {@code parley.acs.jwks}: where ACS publishes its keys
 * @param sourceNumber {@code parley.acs.source-number}: E.164, shown on outbound calls
 * @param publicUrl {@code parley.public-url}: root under which ACS reaches this server; media uses it as ws or wss
 * @param sampleRateHz {@code parley.acs.sample-rate}: 16000 or 24000, asked for each call's media
 * @param timeout {@code parley.acs.timeout-ms} of one operation
 */
public record AcsSettings(
        URI endpoint,
        String accessKey,
        String resourceId,
        String issuer,
        URI jwks,
        Optional<String> sourceNumber,
        URI publicUrl,
        int sampleRateHz,
        Duration timeout) {
    @Override
    public String toString() {
        return "AcsSettings[" + endpoint + "]";
    }
}
