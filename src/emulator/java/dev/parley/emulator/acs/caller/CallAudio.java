package dev.parley.emulator.acs.caller;

import dev.parley.emulator.acs.caller.ScriptStep.Act;
import dev.parley.emulator.acs.media.AgentMessage;
import dev.parley.emulator.acs.media.Downlink;
import dev.parley.emulator.acs.media.MediaTicker;
import dev.parley.emulator.acs.media.PlayOut;
import dev.parley.emulator.bench.CannedSpeech;
import dev.parley.emulator.bench.Witness;
import dev.parley.emulator.tone.ToneDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The audio of a connected call, 20 ms at a time: from the play-out queue over the downlink to the ear, and from the mouth to
 * the media stream. Thread-safe: its monitor is held for a fraction of a millisecond.
 */
public final class CallAudio implements MediaTicker.Ticked, ScriptedCaller.Stage {
    /** Four keys a second. */
    private static final long KEY_MS = 250;

    private static final int MOST_KEYS_WAITING = 100;
    private static final int MOST_KEYS_KEPT = 1000;

    /** An hour: nobody talks so long, and a forgotten call must not stay. */
    private static final long LONGEST_CALL_MS = 3_600_000;

    private final Terms terms;
    private final LongSupplier sinceConnectedMs;
    private final Executor workers;
    private final Runnable hangUp;
    private final CallerVoice voice;
    private final CallerMouth mouth;
    private final CallerEar ear;
    private final ScriptedCaller script;
    private final PlayOut playOut;
    private final Downlink downlink;
    private final TurnTimes times = new TurnTimes();
    private final Underruns underruns = new Underruns();
    private final Recording recording;
    private final Optional<Witness> witness;
    private final Deque<Character> keys = new ArrayDeque<>();
    private final List<CallFigures.Line> pressed = new ArrayList<>();
    private Uplink uplink;
    private CompletableFuture<short[]> prepared;
    private long nextKeyMs;
    private long lastTickMs;
    private long framesIn;
    private long framesOut;
    private int stopMessages;
    private int framesAfterStop;
    private boolean stoppedWhileSpeaking;
    private long playedAfterStopMs;
    private boolean over;

    /**
     * What a call is like.
     *
     * @param streamRateHz rate of the media stream
     * @param callerRateHz rate of the caller's phone
     * @param human whether the ear is a person's
     * @param downlinkMs delay from play-out to ear
     * @param jitterMs up to so much more
     * @param seed of everything random in the call
     * @param canned speech of bench mode, in which nothing is recorded either
     */
    public record Terms(
            int streamRateHz,
            int callerRateHz,
            boolean human,
            int downlinkMs,
            int jitterMs,
            long seed,
            Optional<CannedSpeech> canned) {}

    /** The way to the server; null frames are silence. Must not block. */
    public interface Uplink {
        void audio(short[] pcm);

        void dtmf(char key);
    }

    /**
     * @param workers makes speech from text, off the media clock
     * @param hangUp called once when the script puts the phone down; must not block
     */
    public CallAudio(
            Terms terms, List<ScriptStep> steps, LongSupplier sinceConnectedMs, Executor workers, Runnable hangUp) {
        this.terms = terms;
        this.sinceConnectedMs = sinceConnectedMs;
        this.workers = workers;
        this.hangUp = hangUp;
        this.voice = new CallerVoice(terms.callerRateHz(), terms.streamRateHz(), terms.seed(), terms.canned());
        this.witness = terms.canned().map(canned -> canned.witness(terms.streamRateHz()));
        this.mouth = new CallerMouth(terms.streamRateHz());
        this.ear = new CallerEar(
                terms.streamRateHz(),
                terms.human(),
                terms.canned()
                        .map(canned -> canned.ear(terms.streamRateHz()))
                        .orElseGet(() -> new ToneDecoder(terms.streamRateHz())));
        this.script = new ScriptedCaller(steps, this);
        this.playOut = new PlayOut(terms.streamRateHz());
        this.downlink = new Downlink(terms.downlinkMs(), terms.jitterMs(), terms.seed());
        this.recording = new Recording(terms.streamRateHz());
    }

    /** Where the caller's audio goes from now on; null: nowhere. */
    public synchronized void attach(Uplink to) {
        uplink = to;
    }

    @Override
    public synchronized void tick() {
        if (over) {
            return;
        }
        long now = sinceConnectedMs.getAsLong();
        if (now >= LONGEST_CALL_MS && lastTickMs < LONGEST_CALL_MS) {
            hangUp.run();
        }
        lastTickMs = now;
        short[] leaving = playOut.next(now);
        Downlink.Frame arriving = downlink.pass(leaving, playOut.spurt());
        hear(arriving, now);
        script.tick(now);
        CallerMouth.Frame uttered = utter(now);
        pressNextKey(now);
        if (witness.isEmpty()) {
            recording.add(uttered.pcm(), arriving.pcm());
        }
    }

    private void hear(Downlink.Frame frame, long now) {
        ear.hear(frame.pcm());
        underruns.atEar(frame.pcm() != null, frame.spurt(), ear.unfinished());
        if (frame.pcm() != null && Loudness.audible(frame.pcm())) {
            times.agentAtEar(now, frame.spurt());
        }
    }

    private CallerMouth.Frame utter(long now) {
        CallerMouth.Frame frame = mouth.next(now);
        if (frame.begins()) {
            times.callerBegan(now, playOut.playing());
            stoppedWhileSpeaking = false;
        }
        if (uplink != null) {
            if (frame.speech() && witness.isPresent()) {
                witness.get().left(frame.pcm());
            }
            uplink.audio(frame.pcm());
            framesOut++;
        }
        if (frame.speech()) {
            times.callerSpoke(now);
        }
        if (frame.ends()) {
            times.callerEnded();
            stoppedWhileSpeaking = false;
        }
        return frame;
    }

    private void pressNextKey(long now) {
        if (!keys.isEmpty() && now >= nextKeyMs) {
            char key = keys.removeFirst();
            nextKeyMs = now + KEY_MS;
            if (pressed.size() < MOST_KEYS_KEPT) {
                pressed.add(new CallFigures.Line(String.valueOf(key), now, nextKeyMs, OptionalInt.empty()));
            }
            if (uplink != null) {
                uplink.dtmf(key);
            }
        }
    }

    /** What the server sent; empty, or what is wrong with it. */
    public synchronized Optional<String> received(AgentMessage message) {
        return switch (message) {
            case AgentMessage.Audio audio -> {
                framesIn++;
                witness.ifPresent(each -> each.arrived(audio.pcm()));
                if (stoppedWhileSpeaking) {
                    framesAfterStop++;
                }
                yield playOut.queue(audio.pcm()) ? Optional.empty() : Optional.of("play-out queue is full");
            }
            case AgentMessage.Stop stop -> {
                stopped(sinceConnectedMs.getAsLong());
                yield Optional.empty();
            }
            case AgentMessage.Wrong wrong -> Optional.of(wrong.problem());
        };
    }

    private void stopped(long now) {
        stopMessages++;
        stoppedWhileSpeaking = times.speaking();
        if (playOut.playing()) {
            playedAfterStopMs = Math.max(playedAfterStopMs, Math.clamp(lastTickMs + 20 - now, 0, 20));
            underruns.stopped(playOut.spurt());
        }
        playOut.stop(now);
        times.stopped(now);
    }

    /** Speaks by hand, over whatever the agent says; false if too much waits to be said. */
    public boolean say(String text, boolean pauses) {
        short[] pcm = voice.speech(text, pauses);
        synchronized (this) {
            return mouth.say(text, pcm);
        }
    }

    /** Presses keys by hand; false if too many wait. */
    public synchronized boolean press(String tones) {
        if (keys.size() + tones.length() > MOST_KEYS_WAITING) {
            return false;
        }
        tones.chars().forEach(key -> keys.addLast((char) key));
        return true;
    }

    /** The call is over: what was on its way to the ear is heard, the rest was cut. */
    public synchronized void finish() {
        if (!over) {
            over = true;
            downlink.rest().forEach(frame -> ear.hear(frame.pcm()));
            ear.finish();
        }
    }

    /** The figures of the call as they stand. */
    public synchronized CallFigures figures() {
        return new CallFigures(
                ear.heard().stream()
                        .map(each ->
                                new CallFigures.Line(each.text(), each.startMs(), each.endMs(), each.cutAfterWord()))
                        .toList(),
                mouth.said().stream()
                        .map(each ->
                                new CallFigures.Line(each.text(), each.startMs(), each.endMs(), OptionalInt.empty()))
                        .toList(),
                pressed,
                times.replyMs(),
                times.bargeInToStopMs(),
                framesIn,
                framesOut,
                underruns.gaps(),
                underruns.longestMs(),
                underruns.late(),
                stopMessages,
                framesAfterStop,
                playedAfterStopMs,
                script.finished());
    }

    /** Both sides of the call as audio. */
    public Recording recording() {
        return recording;
    }

    public Terms terms() {
        return terms;
    }

    // what the script sees and does; called within tick

    @Override
    public boolean agentPlaying() {
        return playOut.playing();
    }

    @Override
    public long agentQuietMs() {
        return playOut.quietMs(lastTickMs);
    }

    @Override
    public long agentSpurts() {
        return playOut.spurt();
    }

    @Override
    public int wordsHeard() {
        return ear.words();
    }

    @Override
    public boolean prepared(Act act) {
        if (prepared == null) {
            prepared = switch (act) {
                case Act.Say say ->
                    CompletableFuture.supplyAsync(() -> voice.speech(say.text(), say.pauses()), workers);
                case Act.Noise noise -> CompletableFuture.supplyAsync(() -> voice.noise(noise.ms()), workers);
                default -> CompletableFuture.completedFuture(new short[0]);
            };
        }
        return prepared.isDone();
    }

    @Override
    public void perform(Act act) {
        short[] pcm = prepared.join();
        prepared = null;
        switch (act) {
            case Act.Say say -> mouth.say(say.text(), pcm);
            case Act.Noise noise -> mouth.noise(pcm);
            case Act.Press press -> press(press.tones());
            case Act.Silence silence -> {
                // the caller does nothing; the script counts the time
            }
            case Act.HangUp hangsUp -> hangUp.run();
        }
    }

    @Override
    public boolean busy() {
        return mouth.busy() || !keys.isEmpty();
    }
}
