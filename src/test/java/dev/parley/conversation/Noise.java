package dev.parley.conversation;

import java.time.Duration;
import java.util.Random;

/** What sounds where a caller is silent; no words ever come of it. */
final class Noise {
    private final Random random;
    private final Dialogue dialogue;
    private final Kind kind;
    /** Half a beat of the music. */
    private final Duration beat;

    private boolean voice;
    private long next;

    enum Kind {
        NONE,
        /** Our own detector takes it for a voice, in rhythm. */
        MUSIC,
        /** The recogniser takes it for speech, of which it sometimes finds that it was none. */
        SOUNDS,
        BOTH
    }

    Noise(Random random, Dialogue dialogue, Kind kind) {
        this.random = random;
        this.dialogue = dialogue;
        this.kind = kind;
        this.beat = Duration.ofMillis(150 + random.nextInt(200));
    }

    Kind kind() {
        return kind;
    }

    /** To be asked often: what was to sound by now does. */
    void sounds() {
        if (dialogue.clock.nanos() < next) {
            return;
        }
        next = dialogue.clock.nanos() + beat.toNanos();
        if (kind == Kind.MUSIC || kind == Kind.BOTH) {
            beats();
        }
        if (kind == Kind.SOUNDS || kind == Kind.BOTH) {
            dialogue.soundBegins();
            if (random.nextInt(8) == 0) {
                dialogue.soundWasNoSpeech();
            }
        }
    }

    private void beats() {
        voice = !voice;
        if (voice) {
            dialogue.voiceBegins();
        } else {
            dialogue.voiceEnds();
        }
    }
}
