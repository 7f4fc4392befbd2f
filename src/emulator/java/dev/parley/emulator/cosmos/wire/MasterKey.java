package dev.parley.emulator.cosmos.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature by which a request shows the account's key: HMAC-SHA256 over verb, resource type, resource link and date
 * (Azure Cosmos DB REST reference, "Access control on Cosmos DB resources", read November 2026).
 */
final class MasterKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param base64 the account's key
     * @throws IllegalArgumentException if it is no base64
     */
    MasterKey(String base64) {
        key = new SecretKeySpec(Base64.getDecoder().decode(base64), ALGORITHM);
    }

    boolean signed(CosmosRequest request, String date, String signature) {
        List<String> path = request.segments();
        boolean feed = path.size() % 2 == 1;
        String type = path.isEmpty() ? "" : path.get(path.size() - (feed ? 1 : 2));
        List<String> link = feed ? path.subList(0, path.size() - 1) : path;
        // a resource that is addressed by _rid is signed by that alone, in lower case
        String rid = link.isEmpty() ? "" : link.getLast().toLowerCase(Locale.ROOT);
        byte[] shown = signature.getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(shown, signature(request.method(), type, String.join("/", link), date))
                || MessageDigest.isEqual(shown, signature(request.method(), type, rid, date));
    }

    private byte[] signature(String verb, String type, String link, String date) {
        String text = verb.toLowerCase(Locale.ROOT) + "\n" + type.toLowerCase(Locale.ROOT) + "\n" + link + "\n"
                + date.toLowerCase(Locale.ROOT) + "\n\n";
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
