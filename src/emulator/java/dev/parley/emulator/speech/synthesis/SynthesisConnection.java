package dev.parley.emulator.speech.synthesis;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.latency.Stage;
import dev.parley.emulator.speech.usp.UspConnection;
import dev.parley.emulator.speech.usp.UspMessage;
import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A synthesizer's socket: one request after another, each a context, then SSML or pieces of text. */
public final class SynthesisConnection extends UspConnection {
    private static final Logger LOG = Logger.getLogger(SynthesisConnection.class.getName());

    private final BooleanSupplier audible;
    private final Latencies latencies;
    private final BenchMode bench;
    private final SerialWork work;
    private volatile Request request;

    private record Request(String id, SynthesisContext context, SynthesisTurn turn, Progress progress) {}

    private static final class Progress {
        private final StringBuilder streamed = new StringBuilder();
        private Speaker speaker;
        private final StringBuilder text = new StringBuilder();
        private boolean struck;
        private boolean ended;
    }

    /**
     * @param audible whether a synthesis that begins now is for human ears
     * @param work where voices run, which may block for a moment
     */
    public SynthesisConnection(
            Surroundings surroundings, BooleanSupplier audible, Executor work, Latencies latencies, BenchMode bench) {
        super(surroundings, "synthesis socket");
        this.audible = audible;
        this.latencies = latencies;
        this.bench = bench;
        this.work = new SerialWork(work);
    }

    @Override
    protected void received(UspMessage message) {
        switch (message.path()) {
            case "synthesis.context" -> context(message);
            case "ssml" -> ssml(message);
            case "text.piece" -> piece(message);
            case "text.end" -> textEnded(message);
            default -> {
                // configuration, telemetry and events are taken and have no effect, as the service does
            }
        }
    }

    private void context(UspMessage message) {
        String id = message.requestId();
        var context = SynthesisContext.read(message.bodyText());
        var turn = new SynthesisTurn(
                id,
                context,
                socket(),
                turn(context.streaming() ? "synthesis of pieces" : "synthesis", Map.of()),
                latencies.draw(Stage.FIRST_BYTE).orElse(0));
        request = new Request(id, context, turn, new Progress());
    }

    private void ssml(UspMessage message) {
        Request now = request(message);
        if (now.context().streaming() || now.progress().ended) {
            throw new BadFrameException("SSML where none is expected");
        }
        now.progress().ended = true;
        var spoken = SpokenText.ssml(message.bodyText());
        bench.canned().ifPresent(speech -> speech.stopwatches().ordered(spoken.text()));
        told(now, spoken.voice(), spoken.text());
        begin(now, spoken.voice(), spoken.language());
        run(now, () -> {
            var sound = now.progress().speaker.text(spoken.text());
            bench.canned().ifPresent(speech -> speech.stopwatches().spoken(spoken.text()));
            now.turn().spoken(sound, false);
            finish(now);
        });
    }

    private void piece(UspMessage message) {
        Request now = streamed(message);
        String text = message.bodyText();
        told(now, now.context().voice(), text);
        String soFar = now.progress().streamed.append(text).toString();
        bench.canned().ifPresent(speech -> speech.stopwatches().ordered(soFar));
        run(now, () -> now.turn().spoken(now.progress().speaker.text(text), false));
    }

    private void textEnded(UspMessage message) {
        Request now = streamed(message);
        now.progress().ended = true;
        String whole = now.progress().streamed.toString();
        run(now, () -> {
            bench.canned().ifPresent(speech -> speech.stopwatches().spoken(whole));
            finish(now);
        });
    }

    private Request streamed(UspMessage message) {
        Request now = request(message);
        if (!now.context().streaming() || now.progress().ended) {
            throw new BadFrameException("A piece of text where none is expected");
        }
        if (now.progress().speaker == null) {
            begin(
                    now,
                    now.context().voice(),
                    SpokenText.languageOf(now.context().voice()));
        }
        return now;
    }

    private Request request(UspMessage message) {
        Request now = request;
        if (now == null || !now.id().equals(message.requestId())) {
            throw new BadFrameException("Text before synthesis.context");
        }
        return now;
    }

    private void begin(Request now, String voice, String language) {
        var canned = bench.canned();
        boolean human = canned.isEmpty() && AudibleVoice.installed() && audible.getAsBoolean();
        int rateHz = now.context().output().sampleRateHz();
        now.progress().speaker = canned.<Speaker>map(speech -> new CannedSpeaker(speech, rateHz))
                .orElseGet(() -> human ? new AudibleVoice(language, rateHz) : new ToneVoice(rateHz));
        now.turn().entry().note("voice", voice).note("audible", human);
        now.turn().begin();
    }

    /** Counts the text, and plays the fault that waited for it. */
    private void told(Request now, String voice, String text) {
        Progress progress = now.progress();
        progress.text.append(text);
        now.turn().entry().note("textLength", progress.text.length());
        if (!progress.struck) {
            var facts = Map.of(Limit.VOICE, voice, Limit.SPOKEN, progress.text.toString());
            progress.struck = strike(now.turn().entry(), facts, Set.of(Limit.VOICE, Limit.SPOKEN));
        }
    }

    private static void finish(Request now) {
        now.turn().spoken(now.progress().speaker.end(), true);
        now.turn().end();
    }

    private void run(Request now, Runnable step) {
        boolean taken = work.offer(() -> {
            if (!socket().isOpen()) {
                return;
            }
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A voice failed", e);
                socket().close(CloseCodes.UNEXPECTED_CONDITION.getCode(), "Synthesis failed");
            }
        });
        if (!taken && socket().isOpen()) {
            socket().close(CloseCodes.UNEXPECTED_CONDITION.getCode(), "Too much text at once");
        }
    }

    @Override
    protected void ended() {
        work.stop();
        Request last = request;
        if (last != null) {
            last.turn().abandoned();
        }
    }
}
