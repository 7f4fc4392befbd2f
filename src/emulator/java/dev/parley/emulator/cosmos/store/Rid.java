package dev.parley.emulator.cosmos.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Resource ids ({@code _rid}) of the service's own form, which its SDKs take apart: 4 bytes of database, 4 of container with
 * the highest bit set, 8 of document in little endian.
 */
public final class Rid {
    private static final byte CONTAINER = (byte) 0x80;
    /** Marks the last byte of a partition key range's id. */
    private static final byte RANGE = 0x50;

    private static final long RANGE_NUMBER = 2;

    private Rid() {}

    static String of(int database) {
        return text(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(database));
    }

    static String of(int database, int container) {
        return text(start(8, database, container));
    }

    static String of(int database, int container, long document) {
        return text(
                start(16, database, container).order(ByteOrder.LITTLE_ENDIAN).putLong(document));
    }

    /** Of the one partition key range that a container has here. */
    static String ofRange(int database, int container) {
        ByteBuffer bytes =
                start(16, database, container).order(ByteOrder.LITTLE_ENDIAN).putLong(RANGE_NUMBER);
        return text(bytes.put(15, RANGE));
    }

    private static ByteBuffer start(int length, int database, int container) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(database);
        bytes.order(ByteOrder.BIG_ENDIAN).putInt(container);
        return bytes.put(4, CONTAINER);
    }

    private static String text(ByteBuffer bytes) {
        return Base64.getEncoder().encodeToString(bytes.array()).replace('/', '-');
    }
}
