package dev.parley.emulator.realtime.webrtc;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.audio.Resampler;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.realtime.settings.AudioCodec;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.settings.TurnDetection;
import dev.parley.emulator.realtime.speaking.Wire;
import dev.parley.emulator.realtime.wire.Events;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a session tells, sorted into events and sound. Called under the session's lock: everything goes into queues. Thread-safe. */
final class SessionWire implements Wire {
    private static final Set<String> SOUND = Set.of("response.output_audio.delta", "response.audio.delta");

    private final Outbox outbox;
    private final Playout playout;
    private volatile SessionSettings settings;
    private volatile boolean cutWanted;
    private volatile boolean closing;
    private volatile boolean broken;
    private volatile boolean mute;
    private volatile long lettersFromNanos = System.nanoTime();

    SessionWire(boolean filtered, SessionSettings settings) {
        this.settings = settings;
        outbox = new Outbox(filtered, this::breakOff);
        playout =
                new Playout(response -> tellOfSound("started", response), response -> tellOfSound("stopped", response));
    }

    @Override
    public void settled(SessionSettings changed) {
        settings = changed;
    }

    @Override
    public void tell(String text) {
        JsonObject event = JSON.createReader(new StringReader(text)).readObject();
        String type = event.getString("type");
        if (SOUND.contains(type)) {
            play(event);
            return;
        }
        outbox.put(type, text);
        if (type.equals("response.done")) {
            playout.end(event.getJsonObject("response").getString("id"));
        } else if (type.equals("input_audio_buffer.speech_started")
                && settings.turnDetection().map(TurnDetection::interrupts).orElse(false)) {
            cutWanted = true;
        }
    }

    private void play(JsonObject delta) {
        AudioCodec codec = settings.outputCodec();
        short[] pcm = codec.samples(delta.getString("delta"), "delta");
        boolean room = playout.add(
                delta.getString("response_id"),
                delta.getString("item_id"),
                Resampler.resampled(pcm, codec.rateHz(), Playout.RATE_HZ));
        if (!room) {
            breakOff();
        }
    }

    /** As {@code output_audio_buffer} events: started, stopped, cleared. */
    void tellOfSound(String what, String response) {
        String type = "output_audio_buffer." + what;
        outbox.put(type, Events.of(type).add("response_id", response).build().toString());
    }

    @Override
    public void close(int code, String reason) {
        closing = true; // a data channel has no room for a reason; an error event said it
    }

    @Override
    public void play(Fault fault) {
        switch (fault.kind()) {
            case DELAY -> lettersFromNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(fault.afterMs());
            case STALL -> mute = true;
            case RESET, REFUSE, THROTTLE, WRONG_KEY -> breakOff();
            case GARBAGE -> outbox.putAsItIs("{\"type\":\"response.output_audio_transcript.delta\",\"delta\":");
        }
    }

    /** The connection breaks without a word. */
    void breakOff() {
        broken = true;
    }

    /** Whether what was being said is to be cut; asked once for each time. */
    boolean takeCutWanted() {
        boolean wanted = cutWanted;
        cutWanted = false;
        return wanted;
    }

    boolean closing() {
        return closing;
    }

    boolean broken() {
        return broken;
    }

    boolean mayWrite() {
        return !mute && System.nanoTime() - lettersFromNanos >= 0;
    }

    boolean mute() {
        return mute;
    }

    Outbox outbox() {
        return outbox;
    }

    Playout playout() {
        return playout;
    }

    AudioCodec inputCodec() {
        return settings.inputCodec();
    }
}
