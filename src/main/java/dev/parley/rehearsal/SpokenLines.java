package dev.parley.rehearsal;

import dev.parley.agents.CallerStep;
import dev.parley.agents.CallerStep.Act;
import dev.parley.agents.Persona;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.Voice;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The caller's lines as sound, spoken before the call so that none comes late. */
final class SpokenLines {
    /** 20 s: a line is one or two sentences, and a service speaks much faster than it sounds. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final int MOST_BYTES = RehearsalLine.FORMAT.bytesIn(120_000);

    private final TextToSpeech speaking;

    SpokenLines(TextToSpeech speaking) {
        this.speaking = speaking;
    }

    /**
     * The sound of each step that says something, by its number from 0.
     *
     * @throws CannotRehearse when one could not be spoken
     */
    Map<Integer, byte[]> of(Persona persona, List<CallerStep> steps) throws InterruptedException {
        var voice = new Voice(
                persona.voice().name(), persona.language(), Optional.empty(), Optional.empty(), Optional.empty());
        var lines = new HashMap<Integer, byte[]>();
        for (int at = 0; at < steps.size(); at++) {
            if (steps.get(at).act() instanceof Act.Say say) {
                lines.put(at, spoken(voice, say.line(), at + 1));
            }
        }
        return lines;
    }

    private byte[] spoken(Voice voice, String line, int act) throws InterruptedException {
        var sound = new Recorded();
        var synthesis = speaking.speak(voice, RehearsalLine.FORMAT, line, sound);
        try {
            return Sounds.trimmed(sound.whole.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new CannotRehearse(
                    "the caller's line of act " + act + " was not spoken within " + LONGEST_WAIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new CannotRehearse("the caller's line of act " + act + " could not be spoken: "
                    + e.getCause().getMessage());
        } finally {
            synthesis.cancel();
        }
    }

    private static final class Recorded implements SynthesisListener {
        final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream pcm = new ByteArrayOutputStream();

        @Override
        public void audio(byte[] more) {
            if (pcm.size() + more.length <= MOST_BYTES) {
                pcm.writeBytes(more);
            }
        }

        @Override
        public void word(int textEnd, long offsetMs, long durationMs) {
            // it is said to its end
        }

        @Override
        public void finished(long totalBytes) {
            whole.complete(pcm.toByteArray());
        }

        @Override
        public void failed(String reason, boolean retryable) {
            whole.completeExceptionally(new IllegalStateException(reason));
        }
    }
}
