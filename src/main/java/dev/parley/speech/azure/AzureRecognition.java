package dev.parley.speech.azure;

import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText.Recognition;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One recogniser from opening to release. Opens and ends natives in the background; keeps what is heard before they exist;
 * lets events through one at a time until it is closed or lost. Thread-safe.
 */
final class AzureRecognition implements Recognition {
    /** 10 s: the SDK tries several connections before it gives up; who has none by then has no service. */
    private static final Duration OPENING = Duration.ofSeconds(10);
    /** 500 ms: the SDK connects again and repeats what was said by itself; who takes longer is given up. */
    private static final Duration DISCONNECTED = Duration.ofMillis(500);
    /** 30 s of what is heard while native threads are busy; what is more is dropped, the opening is lost by then. */
    private static final int EARLY_MS = 30_000;

    private static final Logger LOG = Logger.getLogger(AzureRecognition.class.getName());

    private final AzureEndpoint endpoint;
    private final Listening how;
    private final Consumer<RecognitionEvent> events;
    private final ExecutorService natives;
    private final ScheduledExecutorService alarms;
    private final Retirement retirement;
    private final SpeechMeter meter;

    /** Guards natives' life and the audio. */
    private final ReentrantLock audio = new ReentrantLock();

    private final ByteArrayOutputStream early = new ByteArrayOutputStream();
    private AudioBatch batch;
    private NativeRecogniser recogniser;
    private Future<?> started;
    private boolean closed;
    /** Bytes that the SDK was given. */
    private long given;

    /** Held while an event is delivered; taken before {@link #audio}, never after. */
    private final ReentrantLock delivery = new ReentrantLock();

    private boolean over;
    private boolean ready;
    /** Which of its connections is gone or stands: a number per change. */
    private int connection;

    private boolean connected;
    private long heardUntilMs = -1;

    AzureRecognition(
            AzureEndpoint endpoint,
            Listening how,
            Consumer<RecognitionEvent> events,
            ExecutorService natives,
            ScheduledExecutorService alarms,
            SpeechMeter meter) {
        this.meter = meter;
        this.endpoint = endpoint;
        this.how = how;
        this.events = events;
        this.natives = natives;
        this.alarms = alarms;
        this.retirement = new Retirement(natives, alarms);
    }

    AzureRecognition opened() {
        natives.execute(this::open);
        alarms.schedule(this::openingIsOver, OPENING.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        audio.lock();
        try {
            if (closed) {
                return;
            }
            if (batch != null) {
                batch.hear(pcm, offset, length);
            } else if (early.size() + length <= how.format().bytesIn(EARLY_MS)) {
                early.write(pcm, offset, length);
            }
        } finally {
            audio.unlock();
        }
    }

    @Override
    public void close() {
        delivery.lock();
        try {
            over = true;
        } finally {
            delivery.unlock();
        }
        release();
    }

    private void open() {
        if (isClosed()) {
            return;
        }
        if (!endpoint.key().mayConnect()) {
            deliver(new RecognitionEvent.Lost(SpeechKey.REFUSED.reason(), SpeechKey.REFUSED.retryable()));
            return;
        }
        try {
            var opened = new NativeRecogniser(endpoint, how, this::deliver, this::disconnected);
            var begun = opened.start();
            if (!adopted(opened, begun)) {
                retirement.retire(begun, opened::stop, opened);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "A recogniser could not be opened", e);
            var loss = SpeechLoss.of(e);
            deliver(new RecognitionEvent.Lost(loss.reason(), loss.retryable()));
        }
    }

    private boolean isClosed() {
        audio.lock();
        try {
            return closed;
        } finally {
            audio.unlock();
        }
    }

    private boolean adopted(NativeRecogniser opened, Future<?> begun) {
        audio.lock();
        try {
            if (closed) {
                return false;
            }
            recogniser = opened;
            started = begun;
            batch = new AudioBatch(how.format(), this::give);
            batch.hear(early.toByteArray(), 0, early.size());
            early.reset();
            return true;
        } finally {
            audio.unlock();
        }
    }

    private void give(byte[] pcm) {
        recogniser.write(pcm);
        given += pcm.length;
    }

    private void openingIsOver() {
        delivery.lock();
        try {
            if (!ready) {
                deliver(new RecognitionEvent.Lost("no connection to the Speech service within " + OPENING, true));
            }
        } finally {
            delivery.unlock();
        }
    }

    private void disconnected() {
        delivery.lock();
        try {
            if (!over && connected) {
                connected = false;
                int mine = ++connection;
                alarms.schedule(() -> staysAway(mine), DISCONNECTED.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            delivery.unlock();
        }
    }

    private void staysAway(int gone) {
        delivery.lock();
        try {
            if (gone != connection || over) {
                return;
            }
        } finally {
            delivery.unlock();
        }
        natives.execute(() -> deliver(new RecognitionEvent.Lost(
                "no connection to the Speech service for " + DISCONNECTED.toMillis() + " ms", true)));
    }

    /** By the SDK's threads: events of different kinds may come at once. */
    private void deliver(RecognitionEvent event) {
        delivery.lock();
        try {
            if (over || isStale(event)) {
                return;
            }
            over = event instanceof RecognitionEvent.Lost;
            events.accept(event);
        } finally {
            delivery.unlock();
        }
        if (event instanceof RecognitionEvent.Lost) {
            release();
        }
    }

    /** Repeated connections of one recogniser are its own affair; a partial behind its final would revive what is over. */
    private boolean isStale(RecognitionEvent event) {
        switch (event) {
            case RecognitionEvent.Ready r -> {
                boolean again = ready;
                ready = true;
                connected = true;
                connection++;
                return again;
            }
            case RecognitionEvent.Partial partial -> {
                return partial.offsetMs() < heardUntilMs;
            }
            case RecognitionEvent.Heard heard -> heardUntilMs = heard.endMs();
            default -> {}
        }
        return false;
    }

    /** Only once it is over: nothing makes it ready any more. */
    private void release() {
        NativeRecogniser ending;
        audio.lock();
        try {
            if (!closed && ready) {
                meter.heard(how.format().msOf(given));
            }
            closed = true;
            batch = null;
            early.reset();
            ending = recogniser;
            recogniser = null;
        } finally {
            audio.unlock();
        }
        if (ending != null) {
            retirement.retire(started, ending::stop, ending);
        }
    }
}
