package dev.parley.emulator.openai;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.faults.Occasion;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.latency.Stage;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import dev.parley.emulator.thinking.Relay;
import dev.parley.emulator.thinking.Thinking;
import dev.parley.emulator.thinking.ThinkingPace;
import dev.parley.emulator.thinking.Thought;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Answers one chat completion after another, each on the thread that asks; that thread sleeps at the model's pace. */
@ApplicationScoped
public class ChatCompletions {
    private static final long USUAL_RETRY_MS = 1000;
    /** 30 s between two words: a model that pauses longer has stalled. */
    private static final Duration RELAY_SILENCE = Duration.ofSeconds(30);

    private final FrontDoor door;
    private final Thinking thinking;
    private final ThinkingPace pace;
    private final Faults faults;
    private final Attribution calls;
    private final RequestLog log;
    private final BenchMode bench;
    private final Latencies latencies;
    private final Relay relay;
    private final RelayedAnswer relayed = new RelayedAnswer(RELAY_SILENCE);
    private final AtomicLong numbers = new AtomicLong();

    /**
     * A request as it came in.
     *
     * @param path below {@code /openai}
     */
    record Incoming(
            String path,
            Optional<String> apiVersion,
            Optional<String> apiKey,
            Optional<String> authorization,
            String body) {}

    @Inject
    public ChatCompletions(
            FrontDoor door,
            Thinking thinking,
            ThinkingPace pace,
            Faults faults,
            Attribution calls,
            RequestLog log,
            BenchMode bench,
            Latencies latencies,
            Relay relay) {
        this.relay = relay;
        this.latencies = latencies;
        this.door = door;
        this.thinking = thinking;
        this.pace = pace;
        this.faults = faults;
        this.calls = calls;
        this.log = log;
        this.bench = bench;
    }

    ChatCompletions() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Answers, returns when all is sent, the client has left or the thread was interrupted. */
    void answer(Incoming incoming, Wire wire) {
        RequestEntry entry = log.open(AzureService.OPENAI, "POST /openai" + incoming.path());
        incoming.apiVersion().ifPresent(version -> entry.note("apiVersion", version));
        try {
            answer(incoming, wire, entry);
        } catch (Refusal refusal) {
            refuse(refusal, wire, entry);
        } catch (IOException left) {
            entry.note("clientLeft", true); // the client's business; the entry is the report
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            entry.note("stopped", true);
        } finally {
            entry.close(200);
        }
    }

    private void answer(Incoming incoming, Wire wire, RequestEntry entry) throws IOException, InterruptedException {
        door.checkKey(incoming.apiKey(), incoming.authorization());
        Optional<String> named = door.deployment(incoming.path(), incoming.apiVersion());
        ChatRequest request = RequestReader.read(incoming.body());
        String deployment = named.isPresent()
                ? named.get()
                : door.existing(request.model()
                        .orElseThrow(() -> Refusal.badRequest("you must provide a model parameter", null)));
        note(entry, request, deployment);
        Optional<Fault> struck = faults.strike(
                Occasion.of(AzureService.OPENAI, calls.callIn(request.words()), Map.of(Limit.DEPLOYMENT, deployment)));
        Optional<Thought> prepared = struck.isPresent() && struck.get().status() > 0
                ? Optional.of(Thought.saying(""))
                : canned(request).or(() -> thinking.scripted(request.question()));
        Optional<Relay.Target> other = relay.now().filter(target -> prepared.isEmpty() && struck.isEmpty());
        if (other.isPresent()) {
            relayed.of(other.get(), incoming.body(), request, deployment, wire, entry);
            return;
        }
        Thought thought = prepared.orElseGet(() -> thinking.byDemo(request.question()));
        Optional<Fault> fault = struck.or(thought::fault);
        fault.ifPresent(each -> entry.note("fault", each.kind().wire()));
        refuseIfAsked(fault);
        if (thought.ending() == Thought.Ending.CONTENT_FILTER && thought.say().isEmpty()) {
            throw Refusal.promptFiltered();
        }
        Answer answer = Answer.of(
                request,
                thought,
                deployment,
                numbers.incrementAndGet(),
                Clock.systemUTC().instant().getEpochSecond());
        entry.note("says", answer.text());
        if (!answer.toolUses().isEmpty()) {
            entry.note(
                    "calls",
                    String.join(
                            ", ",
                            answer.toolUses().stream().map(use -> use.name()).toList()));
        }
        if (fault.filter(each -> each.kind() == FaultKind.DELAY).isPresent()) {
            Thread.sleep(fault.get().afterMs());
        }
        bench.canned().ifPresent(speech -> speech.stopwatches().told(heard(request)));
        ThinkingPace.Pace now = paceOfNow();
        Delivery delivery = new Delivery(wire, entry, now, fault);
        if (request.stream()) {
            delivery.stream(Chunks.of(answer, now.filter(), request.includeUsage()));
        } else {
            delivery.whole(answer);
        }
    }

    private Optional<Thought> canned(ChatRequest request) {
        bench.canned().ifPresent(speech -> speech.stopwatches().asked(heard(request)));
        return bench.answer(heard(request)).map(Thought::saying);
    }

    /** A first token's wait that is drawn takes the place of the fixed one. */
    private ThinkingPace.Pace paceOfNow() {
        ThinkingPace.Pace now = pace.now();
        long firstTokenMs = latencies.draw(Stage.FIRST_TOKEN).orElse(now.firstTokenMs());
        return new ThinkingPace.Pace(now.tokensPerSecond(), firstTokenMs, now.filter());
    }

    private static String heard(ChatRequest request) {
        return request.question().lastUserText();
    }

    private static void note(RequestEntry entry, ChatRequest request, String deployment) {
        entry.note("deployment", deployment)
                .note("stream", request.stream())
                .note("messages", request.question().messages().size())
                .note("tools", request.question().tools().size())
                .note("promptTokens", request.promptTokens())
                .note("heard", request.question().lastUserText());
    }

    private static void refuseIfAsked(Optional<Fault> fault) {
        if (fault.isEmpty()) {
            return;
        }
        Fault struck = fault.get();
        switch (struck.kind()) {
            case REFUSE -> throw Refusal.broken(struck.status());
            case THROTTLE -> throw Refusal.throttled(struck.afterMs() > 0 ? struck.afterMs() : USUAL_RETRY_MS);
            case WRONG_KEY -> throw Refusal.wrongKey();
            case DELAY, STALL, RESET, GARBAGE -> {
                // these happen while the answer is sent
            }
        }
    }

    private static void refuse(Refusal refusal, Wire wire, RequestEntry entry) {
        entry.close(refusal.status());
        JsonObject error = refusal.body().getJsonObject("error");
        entry.note(
                "error",
                error.get("code") instanceof jakarta.json.JsonString code
                        ? code.getString()
                        : error.getString("message"));
        try {
            wire.head(refusal.status(), "application/json", refusal.headers());
            wire.send(refusal.body().toString());
        } catch (IOException left) {
            entry.note("clientLeft", true); // nobody is there to hear the refusal
        }
    }
}
