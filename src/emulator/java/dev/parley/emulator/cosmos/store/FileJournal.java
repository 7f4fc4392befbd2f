package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * A file with one change a line: eight hex digits of CRC-32, a space, JSON. A process that dies within a write leaves a torn
 * last line, which is cut off when the file is opened again: the change was never answered. Several writers share one sync.
 */
final class FileJournal implements Journal {
    /** Shorter files are not worth a rewrite. */
    static final int LEAST_LINES = 10_000;

    private static final int CHECKSUM_CHARS = 8;

    private final Path path;
    private final int leastLines;
    private final ReentrantLock syncing = new ReentrantLock();
    private volatile RandomAccessFile file;
    private long length;
    /** Bytes appended since the file was opened, which a rewrite does not set back. */
    private volatile long written;

    private long synced;
    private int lines;

    /**
     * @param leastLines how long it may grow before it is looked at whether most of it is past
     */
    FileJournal(Path path, int leastLines) {
        this.path = path;
        this.leastLines = leastLines;
        try {
            open();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + path.getFileName(), e);
        }
    }

    private void open() throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        length = file.length();
        file.seek(length);
    }

    @Override
    public void replay(Consumer<JsonObject> change) {
        long whole = 0;
        try (InputStream in = Files.newInputStream(path)) {
            Lines all = new Lines(in);
            Optional<JsonObject> read = all.next().flatMap(FileJournal::read);
            while (read.isPresent()) {
                change.accept(read.get());
                whole = all.position();
                lines++;
                read = all.next().flatMap(FileJournal::read);
            }
            file.setLength(whole);
            length = whole;
            file.seek(whole);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path.getFileName(), e);
        }
    }

    private static Optional<JsonObject> read(byte[] line) {
        if (line.length <= CHECKSUM_CHARS) {
            return Optional.empty();
        }
        String checksum = new String(line, 0, CHECKSUM_CHARS, StandardCharsets.US_ASCII);
        byte[] json = Arrays.copyOfRange(line, CHECKSUM_CHARS + 1, line.length);
        return checksum.equals(checksum(json)) ? JsonText.readObject(json) : Optional.empty();
    }

    private static String checksum(byte[] json) {
        CRC32 crc = new CRC32();
        crc.update(json);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static byte[] line(JsonObject change) {
        byte[] json = change.toString().getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[CHECKSUM_CHARS + 1 + json.length + 1];
        System.arraycopy((checksum(json) + " ").getBytes(StandardCharsets.US_ASCII), 0, line, 0, CHECKSUM_CHARS + 1);
        System.arraycopy(json, 0, line, CHECKSUM_CHARS + 1, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    @Override
    public long append(JsonObject change) {
        byte[] line = line(change);
        try {
            file.write(line);
        } catch (IOException e) {
            takeBack(e);
            throw new UncheckedIOException("Cannot write " + path.getFileName(), e);
        }
        length += line.length;
        written += line.length;
        lines++;
        return written;
    }

    /** A full disk may have taken half of the line. */
    private void takeBack(IOException cause) {
        try {
            file.setLength(length);
            file.seek(length);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void sync(long position) {
        syncing.lock();
        try {
            if (synced < position) {
                long upTo = written;
                file.getFD().sync();
                synced = upTo;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path.getFileName() + " to the disk", e);
        } finally {
            syncing.unlock();
        }
    }

    @Override
    public boolean isLong(int liveDocuments) {
        return lines > leastLines && lines > 2L * liveDocuments;
    }

    @Override
    public void rewrite(Iterable<JsonObject> state) {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        syncing.lock();
        try {
            lines = 0;
            try (FileOutputStream raw = new FileOutputStream(next.toFile());
                    BufferedOutputStream out = new BufferedOutputStream(raw, 1 << 16)) {
                for (JsonObject each : state) {
                    out.write(line(each));
                    lines++;
                }
                out.flush();
                raw.getFD().sync();
            }
            file.close();
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            open();
            synced = written; // what the old file held is in the new one
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rewrite " + path.getFileName(), e);
        } finally {
            syncing.unlock();
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path.getFileName(), e);
        }
    }
}
