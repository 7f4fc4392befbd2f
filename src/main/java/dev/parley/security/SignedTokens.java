package dev.parley.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tokens of one issuer, for one audience: signature, issuer, audience and expiry are checked, with a minute of clock skew.
 * Keys are fetched at start or when first needed, and kept, in an outage of the issuer for hours; an unknown key id fetches again, at most every five seconds, so that forged
 * ids cannot make us hammer the issuer. Thread-safe; blocks 4 s at most, and that only for a fetch.
 */
final class SignedTokens {
    private static final Logger LOG = Logger.getLogger(SignedTokens.class.getName());
    private static final int CONNECT_MS = 2000;
    private static final int READ_MS = 2000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final long KEYS_KEPT_MS = 15 * 60_000;
    private static final long REFRESH_WAIT_MS = 5_000;
    private static final long LEAST_BETWEEN_FETCHES_MS = 5_000;

    /** ACS changes its keys seldom; while it does not publish them, those it had are good. */
    private static final long KEPT_IN_AN_OUTAGE_MS = 4 * 3_600_000L;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final JWKSource<SecurityContext> keys;

    SignedTokens(String issuer, String audience, URI jwks, Set<JWSAlgorithm> algorithms) {
        this(issuer, audience, published(jwks), algorithms);
    }

    SignedTokens(String issuer, String audience, JWKSource<SecurityContext> keys, Set<JWSAlgorithm> algorithms) {
        this.keys = keys;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp")));
    }

    /** Fetches the keys before the first token comes. False: they could not be had; blocks as long as a fetch may take. */
    boolean warm() {
        try {
            return !keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .isEmpty();
        } catch (KeySourceException e) {
            LOG.log(Level.FINE, "No keys yet: {0}", e.getClass().getSimpleName());
            return false;
        }
    }

    /** The claims of a token that is right in every respect. */
    Optional<JWTClaimsSet> verified(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            return Optional.of(processor.process(token, null));
        } catch (ParseException | BadJOSEException e) {
            LOG.log(Level.FINE, "A token is refused: {0}", e.getClass().getSimpleName());
            return Optional.empty();
        } catch (JOSEException e) {
            LOG.log(Level.WARNING, "Tokens cannot be checked: {0}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static JWKSource<SecurityContext> published(URI jwks) {
        try {
            return JWKSourceBuilder.create(jwks.toURL(), new DefaultResourceRetriever(CONNECT_MS, READ_MS, MOST_BYTES))
                    .cache(KEYS_KEPT_MS, REFRESH_WAIT_MS)
                    .refreshAheadCache(false)
                    .rateLimited(LEAST_BETWEEN_FETCHES_MS)
                    .outageTolerant(KEPT_IN_AN_OUTAGE_MS)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not the URL of a key set", e);
        }
    }
}
