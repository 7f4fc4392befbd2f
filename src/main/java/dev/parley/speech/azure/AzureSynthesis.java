package dev.parley.speech.azure;

import com.microsoft.cognitiveservices.speech.SpeechSynthesisResult;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech.Synthesis;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One text becoming audio. Takes the audio that the SDK gathers and brings its events, which come by several threads, into one
 * order; ends once, when all audio and words are there, when a deadline passes or when it is cancelled; then hands the
 * synthesiser on. Thread-safe.
 */
final class AzureSynthesis
        implements Synthesis, NativeSynthesiser.Events, AudioLook.Text, Consumer<SynthesiserPool.Lent> {
    /** 5 s: audio comes faster than it is spoken; who pauses longer has stalled. */
    private static final Duration STALL = Duration.ofSeconds(5);
    /**
     * 3 s: a text that was given up is mostly spoken by then. Stopped while the SDK still sends it, it may take the whole
     * process along: client-sdk 1.50 closes the socket under the thread that writes to it.
     */
    private static final Duration LET_RUN = Duration.ofSeconds(3);
    /** 150 ms: words come with the audio but by another thread; the service may also leave the last one out. */
    private static final long LAST_WORDS_MS = 150;

    /** 20 ms: a word is told before its audio, two looks of the SDK at its socket at most. */
    private static final long AUDIO_IS_NEAR_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Logger LOG = Logger.getLogger(AzureSynthesis.class.getName());

    private final Script script;
    private final SpokenWords words;
    private final SynthesisListener listener;
    private final Duration firstAudio;
    private final SynthesiserPool pool;
    private final Retirement retirement;
    private final ScheduledExecutorService alarms;
    private final AudioLook audioLook;
    private final SpeechMeter meter;

    private final ReentrantLock delivery = new ReentrantLock();
    private boolean over;
    private long bytes;
    private long totalBytes = -1;
    private long lastAudioNanos;
    /** When the first word was told before any audio; else 0. */
    private long firstWordNanos;

    private boolean awaitsLastWords;
    private ScheduledFuture<?> watch;

    /** What is to be spoken, and how the SDK is told. */
    interface Script {
        /** The text, as far as it is known at the beginning. */
        String text();

        /** The future ends when synthesis has begun. */
        Future<SpeechSynthesisResult> begin(NativeSynthesiser synthesiser, NativeSynthesiser.Events events);

        /** Nothing more is to be said. Must not block. */
        default void stopped() {}

        /** Native: the SDK is done with it. */
        default void over() {}
    }

    private SynthesiserPool.Lent lent;
    private Future<SpeechSynthesisResult> speaking;
    private GatheredAudio gathered;
    private SpeechMeter.Connection connection;
    private long begunNanos;

    AzureSynthesis(
            Script script,
            SynthesisListener listener,
            Duration firstAudio,
            SynthesiserPool pool,
            Retirement retirement,
            ScheduledExecutorService alarms,
            AudioLook audioLook,
            SpeechMeter meter) {
        this.audioLook = audioLook;
        this.meter = meter;
        this.script = script;
        this.words = new SpokenWords(script.text());
        this.listener = listener;
        this.firstAudio = firstAudio;
        this.pool = pool;
        this.retirement = retirement;
        this.alarms = alarms;
    }

    /** Starts the clock of the first audio, in which waiting for a synthesiser counts. */
    void watched() {
        delivery.lock();
        try {
            if (!over) {
                watch = alarms.schedule(this::look, firstAudio.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            delivery.unlock();
        }
    }

    @Override
    public void accept(SynthesiserPool.Lent free) {
        delivery.lock();
        try {
            if (!over && free.synthesiser().mayConnect()) {
                lent = free;
                connection =
                        free.synthesiser().isConnected() ? SpeechMeter.Connection.WARM : SpeechMeter.Connection.COLD;
                begunNanos = System.nanoTime();
                speaking = script.begin(free.synthesiser(), this);
                meter.spoken(script.text().length());
                audioLook.begin(this);
                return;
            }
            fail(SpeechKey.REFUSED);
        } finally {
            delivery.unlock();
        }
        pool.giveBack(free);
    }

    /** More of the text is known. */
    void continued(String more) {
        delivery.lock();
        try {
            words.append(more);
        } finally {
            delivery.unlock();
        }
    }

    @Override
    public AudioLook.Wanted takeAudio() {
        delivery.lock();
        try {
            take();
            if (over) {
                return AudioLook.Wanted.NOTHING;
            }
            if (bytes > 0) {
                return AudioLook.Wanted.MORE;
            }
            return firstWordNanos != 0 && System.nanoTime() - firstWordNanos < AUDIO_IS_NEAR_NANOS
                    ? AudioLook.Wanted.SOON
                    : AudioLook.Wanted.FIRST;
        } finally {
            delivery.unlock();
        }
    }

    private void take() {
        if (over) {
            return;
        }
        try {
            takeGathered();
            finishIfWhole();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The audio of a text could not be taken", e);
            fail(new SpeechLoss("the Speech SDK's audio could not be taken", true));
        }
    }

    private void takeGathered() {
        if (gathered == null && speaking.state() == Future.State.SUCCESS) {
            gathered = new GatheredAudio(speaking.resultNow(), lent.key().format());
        }
        if (gathered == null) {
            return;
        }
        for (var pcm = gathered.next(); pcm.length > 0; pcm = gathered.next()) {
            audio(pcm);
        }
        if (totalBytes > bytes) {
            audio(gathered.last((int) (totalBytes - bytes)));
        }
    }

    private void audio(byte[] pcm) {
        if (pcm.length == 0) {
            return;
        }
        lastAudioNanos = System.nanoTime();
        if (bytes == 0) {
            meter.firstAudio(connection, lastAudioNanos - begunNanos);
        }
        bytes += pcm.length;
        listener.audio(pcm);
    }

    @Override
    public void word(String text, long offsetMs, long durationMs) {
        delivery.lock();
        try {
            if (bytes == 0 && firstWordNanos == 0) {
                firstWordNanos = System.nanoTime();
                take();
                if (bytes == 0) {
                    audioLook.hurry();
                }
            }
            if (!over) {
                words.next(text).ifPresent(textEnd -> listener.word(textEnd, offsetMs, durationMs));
                finishIfWhole();
            }
        } finally {
            delivery.unlock();
        }
    }

    @Override
    public void completed(long total) {
        delivery.lock();
        try {
            totalBytes = total;
            take();
        } finally {
            delivery.unlock();
        }
    }

    @Override
    public void lost(SpeechLoss loss) {
        delivery.lock();
        try {
            take(); // what came before it may be played
            fail(loss);
        } finally {
            delivery.unlock();
        }
    }

    @Override
    public void cancel() {
        delivery.lock();
        try {
            if (over) {
                return;
            }
            end(false);
        } finally {
            delivery.unlock();
        }
    }

    void fail(SpeechLoss loss) {
        delivery.lock();
        try {
            if (!over) {
                end(false);
                listener.failed(loss.reason(), loss.retryable());
            }
        } finally {
            delivery.unlock();
        }
    }

    private void finishIfWhole() {
        if (over || totalBytes < 0 || bytes < totalBytes) {
            return;
        }
        if (words.complete()) {
            finish();
        } else if (!awaitsLastWords) {
            awaitsLastWords = true;
            alarms.schedule(this::finish, LAST_WORDS_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void finish() {
        delivery.lock();
        try {
            if (!over) {
                end(true);
                listener.finished(bytes);
            }
        } finally {
            delivery.unlock();
        }
    }

    private void look() {
        delivery.lock();
        try {
            if (over) {
                return;
            }
            long stalledNanos = System.nanoTime() - lastAudioNanos;
            if (bytes == 0) {
                fail(new SpeechLoss("no audio from the Speech service within " + firstAudio, true));
            } else if (stalledNanos >= STALL.toNanos()) {
                fail(new SpeechLoss("the Speech service stalled within an answer", true));
            } else {
                watch = alarms.schedule(this::look, STALL.toNanos() - stalledNanos, TimeUnit.NANOSECONDS);
            }
        } finally {
            delivery.unlock();
        }
    }

    /** @param whole whether the synthesiser is done with it, so that it can be used again */
    private void end(boolean whole) {
        over = true;
        if (watch != null) {
            watch.cancel(false);
        }
        if (lent == null) {
            pool.leaveLine(this);
            return;
        }
        var synthesiser = lent.synthesiser();
        synthesiser.forget();
        if (whole) {
            retirement.whenDone(
                    speaking,
                    () -> {
                        NativeSynthesiser.settled(speaking);
                        free();
                        pool.giveBack(lent);
                    },
                    this::abandoned);
        } else {
            script.stopped();
            retirement.whenDone(speaking, this::letRun, this::abandoned);
        }
    }

    /** Native. The synthesiser can be used again once a text that nobody wants is spoken; its stop would cost the connection. */
    private void letRun() {
        NativeSynthesiser.settled(speaking);
        var synthesiser = lent.synthesiser();
        retirement.whenDone(synthesiser::isSilent, LET_RUN, () -> {
            if (!synthesiser.isSilent()) {
                retirement.whenDone(synthesiser.stop(), this::discard, this::abandoned);
            } else if (synthesiser.isBroken()) {
                discard();
            } else {
                free();
                pool.giveBack(lent);
            }
        });
    }

    /** The SDK never came back with it: others may have its place. */
    private void abandoned() {
        pool.gone(lent.key());
    }

    /** Native: the SDK is done with the text. */
    private void free() {
        script.over();
        delivery.lock();
        try {
            if (gathered != null) {
                gathered.free();
            }
        } finally {
            delivery.unlock();
        }
    }

    private void discard() {
        free();
        pool.gone(lent.key());
        retirement.release(lent.synthesiser());
    }
}
