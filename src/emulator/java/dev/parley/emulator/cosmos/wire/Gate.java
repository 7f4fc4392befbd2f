package dev.parley.emulator.cosmos.wire;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets in who shows the account's key or, where an audience is set, a token of Entra: any JWT for that audience which has not
 * expired. Its signature is not checked, because there is no Entra here. Thread-safe.
 */
public final class Gate {
    private static final Pattern FORM = Pattern.compile("type=(master|aad)&ver=1\\.0&sig=(.+)");
    private static final Duration MOST_SKEW = Duration.ofMinutes(15);

    private final MasterKey key;
    private final Optional<String> audience;
    private final Clock clock;

    public Gate(String key, Optional<String> audience, Clock clock) {
        this.key = new MasterKey(key);
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * @throws Refusal 401 if it shows neither, 403 if its date is off
     */
    public void check(CosmosRequest request) {
        String shown = request.header("authorization")
                .orElseThrow(() -> Refusal.unauthorized(
                        "Required Header authorization is missing. Ensure a valid Authorization token is passed."));
        Matcher form = FORM.matcher(decoded(shown));
        if (!form.matches()) {
            throw Refusal.unauthorized("Authorization header doesn't confirm to the required format.");
        }
        if (form.group(1).equals("aad")) {
            checkToken(form.group(2));
        } else {
            checkKey(request, form.group(2));
        }
    }

    private static String decoded(String header) {
        try {
            return URLDecoder.decode(header, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.unauthorized("Authorization header is not URL encoded.");
        }
    }

    private void checkKey(CosmosRequest request, String signature) {
        String date =
                request.header("x-ms-date").or(() -> request.header("date")).orElse("");
        if (!key.signed(request, date, signature)) {
            throw Refusal.unauthorized(
                    "The input authorization token can't serve the request. The wrong key is being used or the expected"
                            + " payload is not built as per the protocol.");
        }
        if (isOff(date)) {
            throw Refusal.of(403, "Forbidden", "The authorization token is not valid at the current time.");
        }
    }

    private boolean isOff(String date) {
        try {
            Instant signed = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(signed, clock.instant()).abs().compareTo(MOST_SKEW) > 0;
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    private void checkToken(String token) {
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            boolean good = audience.map(claims.getAudience()::contains).orElse(false)
                    && claims.getExpirationTime() != null
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
            if (!good) {
                throw Refusal.unauthorized("The given token is not accepted here.");
            }
        } catch (ParseException e) {
            throw Refusal.unauthorized("The given token is malformed.");
        }
    }
}
