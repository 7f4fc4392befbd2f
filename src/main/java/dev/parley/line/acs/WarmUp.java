package dev.parley.line.acs;

import dev.parley.config.Threads;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.line.PlayoutQueue;
import dev.parley.media.AudioFormat;
import dev.parley.web.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs the path of every frame (queue, pacing, writing, reading) on zeros until it is compiled, before this server says that
 * it is ready: many first calls at once would else share the processor with the compiler. Takes 3 s at most, touches no
 * service and no socket and counts as no call. Runs once, on a virtual thread.
 */
@ApplicationScoped
public class WarmUp implements Probe {
    private static final Duration AT_MOST = Duration.ofSeconds(3);
    /** Twice what the second compiler of the JVM asks for, and some minutes of one call. */
    private static final int MESSAGES = 20_000;

    private static final int LEAD_MS = 160;
    private static final long MESSAGE_NANOS = 60_000_000;

    private final Threads threads;
    private volatile boolean done;

    WarmUp() {
        this(null);
    }

    @Inject
    public WarmUp(Threads threads) {
        this.threads = threads;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        threads.virtual().execute(() -> {
            try {
                run(MESSAGES, System.nanoTime() + AT_MOST.toNanos());
            } finally {
                done = true;
            }
        });
    }

    @Override
    public String component() {
        return "warm_up";
    }

    @Override
    public Optional<String> fault() {
        return done ? Optional.empty() : Optional.of("still warming up, for 3 s at most");
    }

    /** Messages that went through until then. */
    static int run(int most, long untilNanos) {
        var queue = new PlayoutQueue(AudioFormat.PCM_24K, LEAD_MS);
        var decoder = new AcsDecoder();
        var frame = new byte[AudioFormat.PCM_24K.bytesIn(60)];
        int through = 0;
        for (int message = 0; message < most && System.nanoTime() - untilNanos < 0; message++) {
            queue.play(new PieceId(new TurnId(0), 0), frame);
            var audio = queue.take(message * MESSAGE_NANOS, (piece, samples, amid) -> {});
            if (audio.length > 0 && decoder.decode(AcsEncoder.audio(audio)) instanceof AcsMessage.Audio) {
                through++;
            }
        }
        return through;
    }
}
