package dev.parley.emulator.realtime.wire;

import java.security.SecureRandom;

/** Ids as the service makes them: a word for the kind, and letters and digits that never come twice. Thread-safe. */
public final class Ids {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 21;
    private static final int SECRET_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** @param kind such as {@code item} or {@code resp} */
    public static String fresh(String kind) {
        return kind + "_" + letters(LENGTH);
    }

    /** A client secret. */
    public static String secret() {
        return "ek_" + letters(SECRET_LENGTH);
    }

    private static String letters(int count) {
        var letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
