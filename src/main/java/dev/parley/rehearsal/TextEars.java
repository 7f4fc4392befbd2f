package dev.parley.rehearsal;

import dev.parley.media.AudioFormat;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A recogniser that is told what the caller says and hears it as time passes in the audio: words come as partials when they were
 * spoken, the final when it was quiet long enough. Belongs to the thread of its {@link VirtualTime}.
 */
final class TextEars implements SpeechToText {
    /** Partials are 0.3 to 0.7 s behind the voice. */
    private static final long PARTIAL_LATE_MS = 300;
    /** A final comes so long after the silence that makes it one. */
    private static final long FINAL_LATE_MS = 200;

    private static final long SPEECH_NOTICED_MS = 120;

    private final Executor executor;
    private final List<Ear> ears = new ArrayList<>();

    TextEars(Executor executor) {
        this.executor = executor;
    }

    @Override
    public Recognition listen(Listening how, Consumer<RecognitionEvent> events) {
        var ear = new Ear(how, events);
        ears.add(ear);
        ear.tell(new RecognitionEvent.Ready());
        return ear;
    }

    /** The audio that follows holds these words, one each {@link TextVoice#WORD_MS}. */
    void words(String line) {
        ears.forEach(ear -> ear.begins(List.of(line.strip().split("\\s+")), 0));
    }

    /** The audio that follows holds a sound without words. */
    void noise(long lastsMs) {
        ears.forEach(ear -> ear.begins(List.of(), lastsMs));
    }

    private static final class Sound {
        final List<String> words;
        final long fromMs;
        final long untilMs;
        boolean noticed;
        int heard;

        Sound(List<String> words, long fromMs, long untilMs) {
            this.words = words;
            this.fromMs = fromMs;
            this.untilMs = untilMs;
        }

        String text(int count) {
            return String.join(" ", words.subList(0, count));
        }
    }

    private final class Ear implements Recognition {
        private final AudioFormat format;
        private final long endOfSpeechMs;
        private final Consumer<RecognitionEvent> events;
        private final Deque<Sound> sounds = new ArrayDeque<>();
        private long heardBytes;
        private boolean closed;

        Ear(Listening how, Consumer<RecognitionEvent> events) {
            this.format = how.format();
            this.endOfSpeechMs = how.endOfSpeech().toMillis();
            this.events = events;
        }

        void begins(List<String> words, long lastsMs) {
            long from = format.msOf(heardBytes);
            long lasts = words.isEmpty() ? lastsMs : words.size() * TextVoice.WORD_MS;
            sounds.add(new Sound(words, from, from + lasts));
        }

        @Override
        public void hear(byte[] pcm, int offset, int length) {
            heardBytes += length;
            long now = format.msOf(heardBytes);
            while (!sounds.isEmpty() && follow(sounds.peek(), now)) {
                sounds.poll();
            }
        }

        /** Tells what is heard of it by now; whether that is all. */
        private boolean follow(Sound sound, long nowMs) {
            if (!sound.noticed && nowMs >= sound.fromMs + SPEECH_NOTICED_MS) {
                sound.noticed = true;
                tell(new RecognitionEvent.SpeechStarted(sound.fromMs));
            }
            long spoken = (nowMs - sound.fromMs - PARTIAL_LATE_MS) / TextVoice.WORD_MS;
            int words = Math.clamp(spoken, 0, sound.words.size());
            if (words > sound.heard) {
                sound.heard = words;
                long end = sound.fromMs + words * TextVoice.WORD_MS;
                tell(new RecognitionEvent.Partial(sound.text(words), sound.fromMs, end));
            }
            boolean over = nowMs >= sound.untilMs + endOfSpeechMs + FINAL_LATE_MS;
            if (over) {
                tell(
                        sound.words.isEmpty()
                                ? new RecognitionEvent.NothingHeard(sound.fromMs)
                                : new RecognitionEvent.Heard(
                                        sound.text(sound.words.size()), sound.fromMs, sound.untilMs));
            }
            return over;
        }

        private void tell(RecognitionEvent event) {
            executor.execute(() -> {
                if (!closed) {
                    events.accept(event);
                }
            });
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
