package dev.parley.emulator.realtime.hearing;

import dev.parley.emulator.realtime.hearing.InputEvent.Segment;
import dev.parley.emulator.realtime.settings.TurnDetection;
import dev.parley.emulator.realtime.settings.TurnDetection.SemanticVad;
import dev.parley.emulator.realtime.settings.TurnDetection.ServerVad;
import dev.parley.emulator.tone.VoiceActivity;
import dev.parley.emulator.tone.WordEar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/** The input audio buffer: hears it, and finds the turns in it. Used under the session's lock. */
public final class InputAudio {
    private static final int SLICES_PER_SECOND = 50;
    /** Shorter sounds begin no turn: a click, a knock. */
    private static final int SHORTEST_SOUND_MS = 80;
    /** Words that sound finished need only so much silence. */
    private static final int FINISHED_SILENCE_MS = 300;

    private final int rateHz;
    private final long originMs;
    private final Ear ear;
    private final VoiceActivity sound;
    private Optional<TurnDetection> detection = Optional.empty();
    private long position;
    private long bufferFrom;
    private long soundFrom = -1;
    private boolean speaking;
    private OptionalLong idleFromMs = OptionalLong.empty();

    /**
     * @param originMs audio of the session before this one
     * @param ears makes an ear for a sample rate
     */
    public InputAudio(int rateHz, long originMs, IntFunction<WordEar> ears) {
        this.rateHz = rateHz;
        this.originMs = originMs;
        ear = new Ear(rateHz, ears);
        sound = new VoiceActivity(rateHz);
    }

    /** How turns are found from now on; empty: the client tells. */
    public void detect(Optional<TurnDetection> wanted) {
        if (!wanted.equals(detection)) {
            detection = wanted;
            speaking = false;
            soundFrom = -1;
        }
    }

    public long positionMs() {
        return originMs + ms(position);
    }

    /** Milliseconds of audio that would be committed. */
    public long bufferedMs() {
        return ms(position - bufferFrom);
    }

    /** Unless the user speaks, waiting for it begins when so much audio has been played to it. */
    public void idleAfter(long playedMs) {
        idleFromMs = speaking ? OptionalLong.empty() : OptionalLong.of(positionMs() + playedMs);
    }

    /** Hears the next samples; what happened in them, in order. */
    public List<InputEvent> append(short[] pcm) {
        List<InputEvent> events = new ArrayList<>();
        int slice = rateHz / SLICES_PER_SECOND;
        for (int at = 0; at < pcm.length; at += slice) {
            int length = Math.min(slice, pcm.length - at);
            ear.hear(pcm, at, length);
            boolean active = sound.hear(loud(pcm, at, length), 0, length);
            position += length;
            if (detection.isPresent()) {
                listen(detection.get(), active, length, events);
            }
        }
        return events;
    }

    /** What the detector is given: a higher threshold makes everything quieter to it, by up to 20 dB. */
    private short[] loud(short[] pcm, int offset, int length) {
        double threshold = detection.orElse(null) instanceof ServerVad vad ? vad.threshold() : 0.5;
        double gain = Math.pow(10, 2 * (0.5 - threshold));
        var heard = new short[length];
        for (int i = 0; i < length; i++) {
            double sample = pcm[offset + i] * gain;
            heard[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
        }
        return heard;
    }

    private void listen(TurnDetection how, boolean active, int length, List<InputEvent> events) {
        if (speaking) {
            if (position - sound.lastSoundAt() >= samples(silenceMs(how))) {
                long endMs = positionMs();
                events.add(new InputEvent.SpeechStopped(endMs, commit()));
            }
            return;
        }
        if (!active) {
            soundFrom = -1;
            ear.rest();
        } else if (soundFrom < 0) {
            soundFrom = position - length;
        }
        boolean sounds = soundFrom >= 0 && sound.lastSoundAt() - soundFrom >= samples(SHORTEST_SOUND_MS);
        if (sounds && ear.voiced()) {
            speaking = true;
            idleFromMs = OptionalLong.empty();
            bufferFrom = Math.max(bufferFrom, soundFrom - samples(how.prefixPaddingMs()));
            events.add(new InputEvent.SpeechStarted(originMs + ms(bufferFrom)));
        } else {
            waited(how, events);
        }
    }

    private long silenceMs(TurnDetection how) {
        return switch (how) {
            case ServerVad vad -> vad.silenceMs();
            case SemanticVad vad -> {
                long unsure = ear.understands() ? vad.longestWaitMs() : vad.longestWaitMs() / 2;
                yield ear.finished() ? FINISHED_SILENCE_MS : unsure;
            }
        };
    }

    private void waited(TurnDetection how, List<InputEvent> events) {
        if (how instanceof ServerVad vad
                && vad.idleTimeoutMs().isPresent()
                && idleFromMs.isPresent()
                && positionMs() - idleFromMs.getAsLong() >= vad.idleTimeoutMs().getAsLong()) {
            events.add(new InputEvent.Idle(idleFromMs.getAsLong(), positionMs()));
            idleFromMs = OptionalLong.empty();
        }
    }

    /** Ends the buffer; what was in it. */
    public Segment commit() {
        var segment = new Segment(ear.take(), bufferedMs());
        begin();
        return segment;
    }

    public void clear() {
        ear.forget();
        begin();
    }

    private void begin() {
        bufferFrom = position;
        speaking = false;
        soundFrom = -1;
    }

    private long ms(long samples) {
        return samples * 1000 / rateHz;
    }

    private long samples(long ms) {
        return ms * rateHz / 1000;
    }
}
