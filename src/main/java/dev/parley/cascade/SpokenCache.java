package dev.parley.cascade;

import dev.parley.agents.Persona;
import dev.parley.agents.Tools;
import dev.parley.config.Threads;
import dev.parley.conversation.SetPhrases;
import dev.parley.media.AudioFormat;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.Voice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The sound of what personas say in every call, kept in memory: it is there at once, and when synthesis is gone. A phrase is
 * kept when a call has spoken it; those that are urgent are synthesised in the background, one at a time on this node, once a
 * call has spoken anything. Bounded: what was not used for longest goes. Thread-safe.
 */
@ApplicationScoped
public class SpokenCache {
    private static final Logger LOG = Logger.getLogger(SpokenCache.class.getName());
    /** 32 MB are 17 minutes at 16 kHz: the phrases of some fifty personas. */
    private static final long MOST_BYTES = 32 << 20;
    /** Phrases that wait for their synthesis; of more the next call reminds us. */
    private static final int MOST_WAITING = 256;

    private final TextToSpeech textToSpeech;
    private final Tools tools;
    private final Executor threads;
    private final long mostBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Phrase, Recording> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Phrase> waiting = new LinkedHashSet<>();
    private long bytes;
    private boolean synthesising;

    /** A text in a voice and format. */
    record Phrase(Voice voice, AudioFormat format, String text) {}

    SpokenCache() {
        this(null, null, null, 0);
    }

    @Inject
    public SpokenCache(TextToSpeech textToSpeech, Tools tools, Threads threads) {
        this(textToSpeech, tools, task -> threads.virtual().execute(task), MOST_BYTES);
    }

    /** @param mostBytes of audio and words that are kept; 0: nothing is, and nothing is synthesised for it */
    SpokenCache(TextToSpeech textToSpeech, Tools tools, Executor threads, long mostBytes) {
        this.textToSpeech = textToSpeech;
        this.tools = tools;
        this.threads = threads;
        this.mostBytes = mostBytes;
    }

    /** The voice of one call, which speaks from here what it can. */
    public CachedVoice voice(Persona persona, AudioFormat format) {
        var phrases = SetPhrases.of(persona, tools);
        return new CachedVoice(this, textToSpeech, threads, VoicesAtStart.voice(persona), format, phrases);
    }

    Optional<Recording> find(Phrase phrase) {
        lock.lock();
        try {
            return Optional.ofNullable(kept.get(phrase));
        } finally {
            lock.unlock();
        }
    }

    void keep(Phrase phrase, Recording recording) {
        lock.lock();
        try {
            if (recording.bytes() > mostBytes) {
                return;
            }
            bytes += recording.bytes();
            var before = kept.put(phrase, recording);
            if (before != null) {
                bytes -= before.bytes();
            }
            for (var oldest = kept.values().iterator(); bytes > mostBytes; ) {
                bytes -= oldest.next().bytes();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Synthesises what is missing of these in the background. Returns at once. */
    void prepare(List<Phrase> phrases) {
        lock.lock();
        try {
            phrases.stream()
                    .filter(phrase -> mostBytes > 0 && !kept.containsKey(phrase))
                    .limit(MOST_WAITING - waiting.size())
                    .forEach(waiting::add);
        } finally {
            lock.unlock();
        }
        threads.execute(this::synthesiseNext);
    }

    private void synthesiseNext() {
        Phrase next;
        lock.lock();
        try {
            if (synthesising || waiting.isEmpty()) {
                return;
            }
            next = waiting.iterator().next();
            waiting.remove(next);
            synthesising = true;
        } finally {
            lock.unlock();
        }
        var ended = new Recorder(new Ended(), recording -> keep(next, recording));
        try {
            textToSpeech.speak(next.voice(), next.format(), next.text(), ended);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A set phrase could not be synthesised", e);
            goOn(false);
        }
    }

    private void goOn(boolean able) {
        lock.lock();
        try {
            synthesising = false;
            if (!able) {
                waiting.clear(); // the next call that can speak asks for them
            }
        } finally {
            lock.unlock();
        }
        threads.execute(this::synthesiseNext);
    }

    /** Nobody hears it: only its end matters. */
    private final class Ended implements SynthesisListener {
        @Override
        public void audio(byte[] pcm) {
            // the recorder has it
        }

        @Override
        public void word(int textEnd, long offsetMs, long durationMs) {
            // the recorder has it
        }

        @Override
        public void finished(long totalBytes) {
            goOn(true);
        }

        @Override
        public void failed(String reason, boolean retryable) {
            goOn(false);
        }
    }
}
