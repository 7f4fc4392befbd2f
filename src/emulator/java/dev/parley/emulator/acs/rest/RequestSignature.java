package dev.parley.emulator.acs.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature by which a request shows the resource's key (protocols/acs-call-automation.md §4).
 *
 * @param verb HTTP method
 * @param pathAndQuery as it stands in the request line
 * @param host host with or without port; the port is not signed
 * @param body the bytes of the body, empty for none
 * @param date header x-ms-date
 * @param contentHash header x-ms-content-sha256
 * @param authorization header Authorization
 */
record RequestSignature(
        String verb,
        String pathAndQuery,
        String host,
        byte[] body,
        Optional<String> date,
        Optional<String> contentHash,
        Optional<String> authorization) {

    /** Azure's HMAC schemes refuse dates that are further off. */
    static final Duration MOST_SKEW = Duration.ofMinutes(15);

    private static final Pattern SCHEME =
            Pattern.compile("HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=([A-Za-z0-9+/=]+)");

    /** What is wrong with it, in words without secrets; empty if it is right. */
    Optional<String> problem(byte[] key, Instant now) {
        if (authorization.isEmpty()) {
            return Optional.of("The Authorization header is missing.");
        }
        Matcher scheme = SCHEME.matcher(authorization.get());
        if (!scheme.matches()) {
            return Optional.of("The Authorization header is not HMAC-SHA256 over x-ms-date;host;x-ms-content-sha256.");
        }
        if (date.isEmpty() || tooFarOff(date.get(), now)) {
            return Optional.of("The x-ms-date header is missing, malformed or more than 15 minutes off.");
        }
        if (contentHash.isEmpty() || !contentHash.get().equals(sha256(body))) {
            return Optional.of("The x-ms-content-sha256 header is missing or is not the hash of the body.");
        }
        byte[] signature = hmac(key, stringToSign()).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(signature, scheme.group(1).getBytes(StandardCharsets.US_ASCII))
                ? Optional.empty()
                : Optional.of("The signature is not right.");
    }

    private String stringToSign() {
        return verb + "\n" + pathAndQuery + "\n" + date.orElseThrow() + ";" + hostWithoutPort() + ";"
                + contentHash.orElseThrow();
    }

    private String hostWithoutPort() {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    private static boolean tooFarOff(String date, Instant now) {
        try {
            Instant signed = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(signed, now).abs().compareTo(MOST_SKEW) > 0;
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    static String sha256(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
