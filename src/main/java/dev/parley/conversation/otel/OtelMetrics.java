package dev.parley.conversation.otel;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.Conversations;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.Opening;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnObserver;
import dev.parley.conversation.TurnReport;
import dev.parley.telemetry.Instruments;
import dev.parley.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Counts and times what conversations do: a histogram per stage, counters of what was cut, guessed and lost, and how many calls
 * live. By persona; calls, turns and replies by revision, too. Never by call, number or word. Thread-safe.
 */
@ApplicationScoped
public class OtelMetrics implements TurnObserver {
    private static final double MS_PER_SECOND = 1_000;
    /** Decisions behind which a service has failed. */
    private static final Map<String, String> FAILURES = Map.of(
            "answer failed", "openai",
            "throttle waited", "openai",
            "rollover failed", "openai",
            "piece asked again", "speech",
            "voice fallback", "speech");

    /** The same, of whoever hears and speaks in this call. */
    private static final Set<String> FAILURES_OF_ITS_ENGINE = Set.of("hearing lost", "piece lost");
    /** The same where they say that an attempt failed: they may also say that it was late. */
    private static final Set<String> ATTEMPTS = Set.of("fallback asked", "model asked again");

    private final Map<String, Attributes> personas = new ConcurrentHashMap<>();
    private final Map<String, Attributes> revisions = new ConcurrentHashMap<>();
    /** Who hears the caller of a call, and speaks: speech, or openai where a model does. */
    private final Map<String, String> hearers = new ConcurrentHashMap<>();

    private DoubleHistogram endpointing;
    private DoubleHistogram hear;
    private DoubleHistogram firstToken;
    private DoubleHistogram firstPiece;
    private DoubleHistogram act;
    private DoubleHistogram speak;
    private DoubleHistogram firstAudio;
    private DoubleHistogram firstSound;
    private DoubleHistogram reply;
    private LongCounter calls;
    private LongCounter turns;
    private LongCounter decisions;
    private LongCounter handOffs;
    private LongCounter tokens;
    private LongCounter upstreamErrors;
    private LongCounter wastedTokens;
    private LongCounter wastedCharacters;
    private ObservableLongGauge live;
    private ObservableLongGauge fullest;

    /** For the container's proxy. */
    OtelMetrics() {}

    @Inject
    public OtelMetrics(Meter meter, Instance<Conversations> conversations) {
        this(meter, () -> conversations.get().live());
    }

    OtelMetrics(Meter meter, Supplier<Collection<LiveConversation>> conversations) {
        endpointing = Instruments.seconds(meter, "parley.turn.endpointing", "End of speech to the decision to answer");
        hear = Instruments.seconds(meter, "parley.turn.hear", "End of speech to the final transcript");
        firstToken = Instruments.seconds(meter, "parley.turn.first_token", "Question to the model's first token");
        firstPiece = Instruments.seconds(meter, "parley.turn.first_piece", "Question to the first speakable piece");
        act = Instruments.seconds(meter, "parley.turn.act", "Time in tools");
        speak = Instruments.seconds(meter, "parley.turn.speak", "First piece handed over to its first audio");
        firstAudio = Instruments.seconds(meter, "parley.turn.first_audio", "Decision to answer to the first audio out");
        firstSound = Instruments.seconds(meter, "parley.turn.first_sound", "End of speech to the first audio out");
        reply = Instruments.seconds(meter, "parley.turn.reply", "End of speech to the first audio of the answer out");
        calls = Instruments.count(meter, "parley.calls", "Calls that ended, by reason");
        turns = Instruments.count(meter, "parley.turns", "Turns of the agent, by cause and how they ended");
        decisions = Instruments.count(
                meter, "parley.decisions", "Cuts, guesses right and wrong, lost recognisers and the like, by name");
        handOffs = Instruments.count(meter, "parley.handoffs", "Calls handed from one persona to another");
        tokens = Instruments.count(meter, "parley.model.tokens", "Tokens that models were paid for");
        upstreamErrors = Instruments.upstreamErrors(meter);
        wastedTokens = Instruments.count(meter, "parley.guess.wasted_tokens", "Tokens of guesses that were wrong");
        wastedCharacters =
                Instruments.count(meter, "parley.guess.wasted_characters", "Characters synthesised for wrong guesses");
        live = meter.gaugeBuilder("parley.calls.live")
                .ofLongs()
                .setDescription("Conversations on this node")
                .buildWithCallback(gauge -> gauge.record(conversations.get().size()));
        fullest = meter.gaugeBuilder("parley.mailbox.waiting")
                .ofLongs()
                .setDescription("Events in the fullest mailbox of this node's conversations")
                .buildWithCallback(gauge -> gauge.record(conversations.get().stream()
                        .mapToInt(LiveConversation::waiting)
                        .max()
                        .orElse(0)));
    }

    @Override
    public void began(Opening opening, long atNanos) {
        isOf(opening.callId(), opening.persona());
    }

    private void isOf(String callId, Persona who) {
        var persona = Attributes.of(Names.PERSONA_KEY, who.id().toString());
        var revision = Names.shortRevision(who.revision());
        personas.put(callId, persona);
        hearers.put(callId, who.pipeline() == Pipeline.REALTIME ? "openai" : "speech");
        revisions.put(
                callId, persona.toBuilder().put(Names.REVISION_KEY, revision).build());
    }

    @Override
    public void handedOver(String callId, Persona to, long atNanos) {
        handOffs.add(
                1,
                of(callId).toBuilder()
                        .put(Names.TO_PERSONA_KEY, to.id().toString())
                        .build());
        isOf(callId, to); // what follows is the doing of who has the call
    }

    @Override
    public void turnBegan(String callId, TurnId turn, String cause, long atNanos) {
        // counted when it ends
    }

    @Override
    public void stageEnded(
            String callId, TurnId turn, Stage stage, long fromNanos, long toNanos, Map<String, Object> facts) {
        // the report at the turn's end has all stages
    }

    @Override
    public void decided(String callId, TurnId turn, String decision, Map<String, Object> facts, long atNanos) {
        var attributes = of(callId).toBuilder().put(Names.DECISION_KEY, decision);
        if (facts.get("reason") instanceof String reason && decision.equals("cut")) {
            attributes.put(Names.REASON_KEY, reason);
        }
        decisions.add(1, attributes.build());
        failed(callId, decision, facts).ifPresent(service -> {
            var type = decision.replace(' ', '_');
            upstreamErrors.add(1, Attributes.of(Names.PEER_KEY, service, Names.ERROR_TYPE_KEY, type));
        });
        if (decision.equals("engine fell back")) {
            hearers.put(callId, "speech");
        }
        if (facts.get("tokens") instanceof Number wasted) {
            wastedTokens.add(wasted.longValue(), of(callId));
        }
        if (facts.get("characters") instanceof Number characters) {
            wastedCharacters.add(characters.longValue(), of(callId));
        }
    }

    /** The service that failed before this was decided. */
    private Optional<String> failed(String callId, String decision, Map<String, Object> facts) {
        if (FAILURES_OF_ITS_ENGINE.contains(decision)) {
            return Optional.ofNullable(hearers.get(callId));
        }
        return ATTEMPTS.contains(decision) && "failed".equals(facts.get("why"))
                ? Optional.of("openai")
                : Optional.ofNullable(FAILURES.get(decision));
    }

    @Override
    public void used(String callId, long paid) {
        tokens.add(paid, of(callId));
    }

    @Override
    public void turnEnded(String callId, TurnReport report, long atNanos) {
        var persona = of(callId);
        var attributes =
                persona.toBuilder().put(Names.GUESSED_KEY, report.guessed()).build();
        record(endpointing, report.endpointing(), attributes);
        record(hear, report.hear(), attributes);
        record(firstToken, report.firstToken(), attributes);
        record(firstPiece, report.firstPiece(), attributes);
        record(act, report.act(), attributes);
        record(speak, report.speak(), attributes);
        record(firstAudio, report.firstAudio(), attributes);
        record(firstSound, report.firstSound(), attributes);
        var revision = revisionOf(callId);
        record(
                reply,
                report.reply(),
                revision.toBuilder().put(Names.GUESSED_KEY, report.guessed()).build());
        turns.add(
                1,
                revision.toBuilder()
                        .put(Names.CAUSE_KEY, report.cause())
                        .put(Names.ENDING_KEY, report.how())
                        .build());
    }

    @Override
    public void ended(String callId, Ending why, Duration lasted, long atNanos) {
        calls.add(
                1,
                revisionOf(callId).toBuilder().put(Names.ENDING_KEY, why.name()).build());
        personas.remove(callId);
        hearers.remove(callId);
        revisions.remove(callId);
    }

    @PreDestroy
    void close() {
        live.close();
        fullest.close();
    }

    private Attributes of(String callId) {
        return personas.getOrDefault(callId, Attributes.empty());
    }

    /** With the revision: for what tells a canary from what is published. */
    private Attributes revisionOf(String callId) {
        return revisions.getOrDefault(callId, Attributes.empty());
    }

    private static void record(DoubleHistogram histogram, OptionalLong ms, Attributes attributes) {
        ms.ifPresent(value -> histogram.record(value / MS_PER_SECOND, attributes));
    }
}
