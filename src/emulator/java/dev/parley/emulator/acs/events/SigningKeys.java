package dev.parley.emulator.acs.events;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.emulator.acs.AcsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * The key pair of the emulated service, made when it starts, and the tokens signed with it. A second key, which is not
 * published, signs the tokens of the fault {@code wrongKey}. Thread-safe.
 */
@ApplicationScoped
public class SigningKeys {
    /** Who signs; protocols/acs-call-automation.md §7. */
    public static final String ISSUER = "https://acscallautomation.communication.azure.com";

    private static final int KEY_BITS = 2048;

    private final String audience;
    private final RSAKey key;
    private final RSAKey strange;

    @Inject
    public SigningKeys(AcsSettings settings) {
        this(settings.resourceId());
    }

    /** @param audience the resource that all tokens name */
    public SigningKeys(String audience) {
        this.audience = audience;
        this.key = newKey();
        this.strange = newKey();
    }

    /** For the proxy alone: no keys. */
    SigningKeys() {
        this.audience = null;
        this.key = null;
        this.strange = null;
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("No RSA key could be made", e);
        }
    }

    /** A token that is valid from now on. */
    public String token(Duration lifetime) {
        return signed(key, audience, Instant.now(), lifetime);
    }

    /** A token as {@link #token}, but signed with a key that nobody can know. */
    public String forgedToken(Duration lifetime) {
        RSAKey forged = new RSAKey.Builder(strange).keyID(key.getKeyID()).build();
        return signed(forged, audience, Instant.now(), lifetime);
    }

    /** A token as {@link #token}, but its time was over an hour ago. */
    public String expiredToken(Duration lifetime) {
        return signed(key, audience, Instant.now().minus(lifetime).minus(Duration.ofHours(1)), lifetime);
    }

    /** A token as {@link #token}, but for another resource. */
    public String tokenForAnother(Duration lifetime) {
        return signed(key, UUID.randomUUID().toString(), Instant.now(), lifetime);
    }

    private static String signed(RSAKey with, String audience, Instant from, Duration lifetime) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(from))
                .notBeforeTime(Date.from(from))
                .expirationTime(Date.from(from.plus(lifetime)))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(with.getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        var jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(new RSASSASigner(with));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
        return jwt.serialize();
    }

    /** The public keys, as a JSON Web Key Set. */
    public String published() {
        return new JWKSet(key.toPublicJWK()).toString(true);
    }
}
