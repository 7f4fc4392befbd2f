package dev.parley.emulator.tone;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The data symbols of a word: its UTF-8 bytes in halves, then a check of 12 bits. */
final class WordFrame {
    /** The longest word in bytes; anything longer is not a word but a decoder led astray. */
    static final int LONGEST_BYTES = 512;

    private static final int CHECK_SYMBOLS = 3;
    /** CRC-12/UMTS polynomial (3GPP TS 25.212 section 4.2.1.1). */
    private static final int POLYNOMIAL = 0x80F;

    private WordFrame() {}

    static int[] symbols(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        var symbols = new int[bytes.length * 2 + CHECK_SYMBOLS];
        int at = 0;
        for (byte each : bytes) {
            symbols[at++] = (each >> 4) & 0xF;
            symbols[at++] = each & 0xF;
        }
        int check = check(bytes);
        for (int shift = 8; shift >= 0; shift -= 4) {
            symbols[at++] = (check >> shift) & 0xF;
        }
        return symbols;
    }

    /** The word of these symbols; empty if they are mutilated in any way. */
    static Optional<String> word(int[] symbols, int count) {
        // an odd number: bytes in pairs plus the check, so a lost or doubled symbol shows by count alone
        if (count < CHECK_SYMBOLS + 2 || count % 2 == 0) {
            return Optional.empty();
        }
        var bytes = new byte[(count - CHECK_SYMBOLS) / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (symbols[2 * i] << 4 | symbols[2 * i + 1]);
        }
        int check = 0;
        for (int symbol : Arrays.copyOfRange(symbols, count - CHECK_SYMBOLS, count)) {
            check = check << 4 | symbol;
        }
        if (check != check(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // a word that was never sent: mutilated like one whose check is wrong
        }
    }

    private static int check(byte[] bytes) {
        int crc = 0xFFF;
        for (byte each : bytes) {
            crc ^= (each & 0xFF) << 4;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x800) == 0 ? crc << 1 : (crc << 1 ^ POLYNOMIAL) & 0xFFF;
            }
            crc &= 0xFFF;
        }
        return crc;
    }
}
