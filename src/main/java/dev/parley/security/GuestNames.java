package dev.parley.security;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for those who show no credential: one for each address, the same on all nodes, from which nobody reads the address. Limits
 * count by it. Immutable.
 */
final class GuestNames {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 5; // 40 bits: no two of ten thousand guests are likely to share one

    private final SecretKeySpec key;

    /** @param secret of this installation */
    GuestNames(String secret) {
        this.key = new SecretKeySpec(("guests " + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(String address) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var hash = mac.doFinal(address.getBytes(StandardCharsets.UTF_8));
            return "guest-" + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
