package dev.parley.conversation;

import java.time.Duration;

/**
 * The keys that are being pressed, until they are an entry. Nobody presses as fast as a broken exchange or a fax can send:
 * of such a flood the beginning counts, and then nothing until the keypad was left alone. Belongs to the conversation's thread.
 */
final class Keypad {
    /** Keys of one entry; and keys within {@link #WHILE}, which no finger and hardly a dialler reaches. */
    static final int MOST = 32;

    private static final Duration WHILE = Deadline.KEYS.usual();

    private final StringBuilder keys = new StringBuilder();
    private long whileBeganNanos;
    private int pressedMeanwhile;
    private boolean flooded;

    /** What became of a key. */
    enum Fate {
        IGNORED,
        KEPT,
        /** It completes an entry, which is to be {@link #taken}. */
        COMPLETES
    }

    Fate pressed(char key, long nowNanos) {
        if (nowNanos - whileBeganNanos > WHILE.toNanos()) {
            whileBeganNanos = nowNanos;
            pressedMeanwhile = 0;
        }
        flooded |= ++pressedMeanwhile > MOST;
        if (flooded) {
            return Fate.IGNORED;
        }
        if (key != '#' || keys.isEmpty()) {
            keys.append(key);
        }
        return key == '#' || keys.length() >= MOST ? Fate.COMPLETES : Fate.KEPT;
    }

    /** Nothing was pressed for {@link Deadline#KEYS}. */
    void leftAlone() {
        flooded = false;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The keys pressed so far, which are an entry. */
    String taken() {
        var entry = keys.toString();
        keys.setLength(0);
        return entry;
    }
}
