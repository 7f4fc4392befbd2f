package dev.parley.emulator.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.realtime.RealtimeServerEvent;
import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.speaking.Studio;
import dev.parley.emulator.realtime.speaking.Thinker;
import dev.parley.emulator.realtime.speaking.Voices;
import dev.parley.emulator.realtime.speaking.Wire;
import dev.parley.emulator.realtime.speaking.Workshop;
import dev.parley.emulator.realtime.wire.Dialect;
import dev.parley.emulator.requests.RequestLog;
import dev.parley.emulator.thinking.Relay;
import dev.parley.emulator.thinking.ScriptedTurns;
import dev.parley.emulator.thinking.Thinking;
import dev.parley.emulator.thinking.ThinkingPace;
import dev.parley.emulator.thinking.Thought;
import dev.parley.emulator.tone.ToneEncoder;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A client of a session without a socket. Responses are given at once, or when a test lets them; time is a test's affair. */
final class Client implements Wire {
    static final int RATE_HZ = 24_000;

    final ScriptedTurns scripts = new ScriptedTurns();
    final Faults faults = new Faults();
    final RequestLog log = new RequestLog();
    final Relay relay = new Relay(Optional.empty(), Optional.empty(), Optional.empty());
    final List<Fault> played = new ArrayList<>();
    final List<Runnable> timers = new ArrayList<>();
    final RealtimeSession session;
    int closedWith;
    private final boolean strict;
    private final List<JsonObject> told = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean holding;

    Client() {
        this(Dialect.GA);
    }

    Client(Dialect dialect) {
        strict = dialect == Dialect.GA;
        var bench = new BenchMode(false);
        var latencies = new Latencies("none");
        var voices = new Voices(bench, () -> false);
        var thinker = new Thinker(new Thinking(scripts), new ThinkingPace(0, 0), latencies, bench, relay);
        var workshop = new Workshop(
                new Studio(thinker, voices::speaker, () -> 0), faults, new Attribution(List::of), log, this::work);
        session = new RealtimeSession(
                new Admission("gpt-realtime", dialect, SessionSettings.defaults()),
                new Surroundings(workshop, voices::ear, latencies, this::later, Clock.systemUTC(), 3_600),
                this);
        session.open();
    }

    private void work(Runnable response) {
        if (holding) {
            waiting.add(response);
        } else {
            response.run();
        }
    }

    private Runnable later(long ms, Runnable what) {
        timers.add(what);
        return () -> timers.remove(what);
    }

    /** From now on responses wait. */
    Client hold() {
        holding = true;
        return this;
    }

    /** Lets the responses that wait go on. */
    Client letGo() {
        holding = false;
        List.copyOf(waiting).forEach(Runnable::run);
        waiting.clear();
        return this;
    }

    Client thinks(Thought thought) {
        scripts.add(Optional.empty(), List.of(new ScriptedTurns.Turn(Optional.empty(), thought)));
        return this;
    }

    /** An event in JSON with single quotes. */
    Client send(String event) {
        session.received(event.replace('\'', '"'));
        return this;
    }

    /** A typed line of the user, and the wish for an answer. */
    Client types(String text) {
        send(
                "{'type':'conversation.item.create','item':{'type':'message','role':'user','content':[{'type':'input_text','text':'"
                        + text + "'}]}}");
        return send("{'type':'response.create'}");
    }

    /** Speaks, and is silent for a second. */
    Client says(String words) {
        short[] spoken = ToneEncoder.encode(words, RATE_HZ).pcm();
        return sends(spoken).silent(1_000);
    }

    Client silent(int ms) {
        return sends(new short[ms * RATE_HZ / 1_000]);
    }

    /** Sends samples in pieces of 100 ms. */
    Client sends(short[] pcm) {
        for (int at = 0; at < pcm.length; at += RATE_HZ / 10) {
            var bytes = ByteBuffer.allocate(2 * Math.min(RATE_HZ / 10, pcm.length - at))
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(pcm, at, bytes.capacity() / 2);
            send("{'type':'input_audio_buffer.append','audio':'"
                    + Base64.getEncoder().encodeToString(bytes.array()) + "'}");
        }
        return this;
    }

    @Override
    public void tell(String text) {
        told.add(json(text));
        if (strict) {
            check(text);
        }
    }

    /** The official client's classes find everything in it that an event must have. */
    private static void check(String text) {
        try {
            ObjectMappers.jsonMapper()
                    .readValue(text, RealtimeServerEvent.class)
                    .validate();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close(int code, String reason) {
        closedWith = code;
    }

    @Override
    public void play(Fault fault) {
        played.add(fault);
    }

    List<JsonObject> told() {
        return List.copyOf(told);
    }

    void forget() {
        told.clear();
    }

    /** The types of what was told, each once where it is repeated without a break. */
    List<String> types() {
        List<String> types = new ArrayList<>();
        for (JsonObject event : told) {
            String type = event.getString("type");
            if (types.isEmpty() || !types.getLast().equals(type)) {
                types.add(type);
            }
        }
        return types;
    }

    /** The last event of a type. */
    JsonObject last(String type) {
        return told.reversed().stream()
                .filter(event -> event.getString("type").equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " among " + types()));
    }

    List<JsonObject> all(String type) {
        return told.stream()
                .filter(event -> event.getString("type").equals(type))
                .toList();
    }

    /** The error told last: its code. */
    String error() {
        return last("error").getJsonObject("error").getString("code");
    }

    /** The joined deltas of a type. */
    String joined(String type) {
        var all = new StringBuilder();
        all(type).forEach(event -> all.append(event.getString("delta")));
        return all.toString();
    }

    /** The audio of all answers. */
    short[] audio() {
        var all = new java.io.ByteArrayOutputStream();
        all("response.output_audio.delta")
                .forEach(event -> all.writeBytes(Base64.getDecoder().decode(event.getString("delta"))));
        var samples = new short[all.size() / 2];
        ByteBuffer.wrap(all.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
