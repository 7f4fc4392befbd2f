package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonObject;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an account is kept: {@code account.json} with its databases and containers, replaced at once, and a journal for each
 * container. One process has it at a time. Used under the lock of {@link CosmosStore}.
 */
public interface Folder {
    /** What was kept last. */
    Optional<JsonObject> account();

    void keep(JsonObject account);

    Journal journal(int container);

    void drop(int container);

    /** Drops the journals of containers that were deleted just before the process died. */
    void keepOnly(Collection<Integer> containers);

    void close();

    /** Forgets everything when the process ends. */
    static Folder inMemory() {
        return new Folder() {
            @Override
            public Optional<JsonObject> account() {
                return Optional.empty();
            }

            @Override
            public void keep(JsonObject account) {
                // kept by the store itself
            }

            @Override
            public Journal journal(int container) {
                return Journal.MEMORY;
            }

            @Override
            public void drop(int container) {
                // nothing was kept
            }

            @Override
            public void keepOnly(Collection<Integer> containers) {
                // nothing was kept
            }

            @Override
            public void close() {
                // holds no file
            }
        };
    }

    /**
     * A folder of the disk, made if it is missing.
     *
     * @throws IllegalStateException if another process has it
     */
    static Folder at(Path path) {
        try {
            Files.createDirectories(path);
            RandomAccessFile lock = new RandomAccessFile(path.resolve("lock").toFile(), "rw");
            if (!isFree(lock)) {
                lock.close();
                throw new IllegalStateException("Another emulator keeps its documents in " + path.getFileName());
            }
            return new OnDisk(path, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + path.getFileName() + " for documents", e);
        }
    }

    private static boolean isFree(RandomAccessFile lock) throws IOException {
        try {
            return lock.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process has it already
        }
    }

    /** A folder that this process has locked. */
    record OnDisk(Path path, RandomAccessFile lock) implements Folder {
        private static final String JOURNAL = "container-%d.journal";

        private Path file() {
            return path.resolve("account.json");
        }

        @Override
        public Optional<JsonObject> account() {
            if (!Files.exists(file())) {
                return Optional.empty();
            }
            try {
                return Optional.of(JsonText.readObject(Files.readAllBytes(file()))
                        .orElseThrow(() -> new IllegalStateException("account.json is not JSON")));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read account.json", e);
            }
        }

        @Override
        public void keep(JsonObject account) {
            Path next = path.resolve("account.json.next");
            try {
                try (FileOutputStream out = new FileOutputStream(next.toFile())) {
                    out.write(account.toString().getBytes(StandardCharsets.UTF_8));
                    out.getFD().sync();
                }
                Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write account.json", e);
            }
        }

        @Override
        public Journal journal(int container) {
            return new FileJournal(path.resolve(JOURNAL.formatted(container)), FileJournal.LEAST_LINES);
        }

        @Override
        public void drop(int container) {
            delete(path.resolve(JOURNAL.formatted(container)));
        }

        @Override
        public void keepOnly(Collection<Integer> containers) {
            List<String> kept = containers.stream().map(JOURNAL::formatted).toList();
            try (Stream<Path> files = Files.list(path)) {
                files.filter(each -> each.toString().endsWith(".journal")
                                && !kept.contains(each.getFileName().toString()))
                        .forEach(OnDisk::delete);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot list the journals", e);
            }
        }

        private static void delete(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot delete " + file.getFileName(), e);
            }
        }

        @Override
        public void close() {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot release the folder of documents", e);
            }
        }
    }
}
