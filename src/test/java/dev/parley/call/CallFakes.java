package dev.parley.call;

import dev.parley.admission.Answer;
import dev.parley.admission.Lease;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import dev.parley.agents.Prompt;
import dev.parley.config.Settings;
import dev.parley.conversation.ConversationListener;
import dev.parley.conversation.Conversations;
import dev.parley.conversation.Line;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.Opening;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TranscriptEntry;
import dev.parley.conversation.TurnReport;
import dev.parley.sessions.CallPlan;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/** Small stand-ins for what calls depend on. */
public final class CallFakes {
    private CallFakes() {}

    /** Everybody may talk, as long as they like. */
    public static TalkLeases leases() {
        return new TalkLeases((wish, outOfTime) -> new Answer.Admitted(new EndlessLease()), () -> null);
    }

    private static final class EndlessLease implements Lease {
        @Override
        public void used(long tokens) {}

        @Override
        public void ended() {}
    }

    /** Hears of a conversation's end and does nothing. */
    public static final class NoListener implements ConversationListener {
        @Override
        public void ended(String callId, Ending why, Duration lasted) {}

        @Override
        public void transfer(String callId, String to) {}
    }

    /** A phone network that notes what it is asked and answers as it is told. */
    public static final class Network implements CallControl {
        public final List<String> asked = new ArrayList<>();
        public final List<CallPlan> plans = new ArrayList<>();
        public Optional<CallControlFailed> failure = Optional.empty();
        public int failures = Integer.MAX_VALUE;
        /** It never answers. */
        public boolean silent;

        private int connections;

        @Override
        public CompletionStage<Placed> answer(CallPlan plan, String context) {
            plans.add(plan);
            return answer("answer", () -> new Placed("CC" + ++connections, Optional.empty()));
        }

        @Override
        public CompletionStage<Placed> create(CallPlan plan) {
            plans.add(plan);
            return answer("create", () -> new Placed("CC" + ++connections, Optional.empty()));
        }

        @Override
        public CompletionStage<Void> hangUp(String connectionId) {
            return answer("hang up " + connectionId, () -> null);
        }

        @Override
        public CompletionStage<Void> transfer(String connectionId, String to) {
            return answer("transfer " + connectionId + " to " + to, () -> null);
        }

        @Override
        public CompletionStage<Void> reject(String context) {
            return answer("reject", () -> null);
        }

        private <T> CompletionStage<T> answer(String what, Supplier<T> value) {
            asked.add(what);
            if (silent) {
                return new CompletableFuture<>();
            }
            return failure.isPresent() && failures-- > 0
                    ? CompletableFuture.failedFuture(failure.get())
                    : CompletableFuture.completedFuture(value.get());
        }
    }

    /** Conversations that do nothing but end. */
    public static final class Talks implements Conversations {
        public final Map<String, Talk> live = new HashMap<>();
        public final List<String> failedTransfers = new ArrayList<>();
        public final List<ConversationListener.Ending> endings = new ArrayList<>();

        @Override
        public LiveConversation begin(Opening opening, Line line, ConversationListener listener) {
            var talk = new Talk(opening.callId(), this, listener);
            live.put(opening.callId(), talk);
            return talk;
        }

        @Override
        public Optional<LiveConversation> find(String callId) {
            return Optional.ofNullable(live.get(callId));
        }

        @Override
        public Collection<LiveConversation> live() {
            return List.copyOf(live.values());
        }
    }

    /** One of them. */
    public record Talk(String callId, Talks all, ConversationListener listener) implements LiveConversation {
        @Override
        public void hear(byte[] pcm, int offset, int length) {}

        @Override
        public void pressed(char key) {}

        @Override
        public void noted(String text) {}

        @Override
        public void prompted() {}

        @Override
        public void stopped() {}

        @Override
        public void toolAnswered(String tool, String content) {}

        @Override
        public void lags(Duration delay) {}

        @Override
        public void sent(PieceId piece, int samples, long atNanos, boolean amid) {}

        @Override
        public void attach(Line line) {}

        @Override
        public void detached(Line line, String reason) {}

        @Override
        public void end(ConversationListener.Ending why, String reason) {
            all.live.remove(callId);
            all.endings.add(why);
            listener.ended(callId, why, Duration.ofSeconds(3));
        }

        @Override
        public void sayGoodbye(ConversationListener.Ending why) {
            end(why, "goodbye");
        }

        @Override
        public boolean rollOver() {
            return false;
        }

        @Override
        public void transferFailed() {
            all.failedTransfers.add(callId);
        }

        @Override
        public List<TranscriptEntry> transcript() {
            return List.of(new TranscriptEntry(TranscriptEntry.Speaker.AGENT, "Good morning.", false, 0));
        }

        @Override
        public List<TurnReport> turns() {
            return List.of();
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public String describe() {
            return "talking";
        }
    }

    /** One persona, or none. */
    public record Desk(List<Persona> all) implements Personas {
        public static Desk open() {
            return new Desk(List.of(persona("reception"), persona("orders")));
        }

        @Override
        public Optional<Persona> find(PersonaId id) {
            return all.stream().filter(persona -> persona.id().equals(id)).findFirst();
        }

        @Override
        public Optional<Persona> find(PersonaId id, String revision) {
            return find(id).filter(persona -> persona.revision().equals(revision));
        }

        @Override
        public Optional<Persona> forCall(PersonaId id, String caller, String called) {
            return find(id);
        }

        /** Numbers that end in 2 are those of orders. */
        @Override
        public Optional<PersonaId> answering(String called) {
            return called.endsWith("2")
                    ? Optional.of(new PersonaId("orders"))
                    : byDefault().map(Persona::id);
        }

        @Override
        public Optional<Persona> byDefault() {
            return all.stream().findFirst();
        }

        @Override
        public List<Fault> faults() {
            return List.of();
        }
    }

    public static Persona persona(String id) {
        Prompt prompt = (Prompt) Proxy.newProxyInstance(
                CallFakes.class.getClassLoader(), new Class<?>[] {Prompt.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException("no prompt is rendered here");
                });
        return new Persona(
                new PersonaId(id),
                "r1",
                id,
                "",
                Locale.US,
                new Persona.PersonaVoice("v", Optional.empty(), Optional.empty(), Optional.empty()),
                new Persona.ModelSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                prompt,
                Optional.empty(),
                List.of(),
                new Persona.TurnPolicy(Duration.ofMillis(600), 1, true),
                new Persona.EndOfTurnPolicy(
                        Persona.EndOfTurnBy.SENTENCE,
                        Duration.ofMillis(1_200),
                        Duration.ofMillis(1_200),
                        Duration.ofMillis(1_200),
                        Duration.ofMillis(2_500),
                        0),
                new Persona.SilencePolicy(Duration.ofSeconds(8), List.of(), "Goodbye."),
                new Persona.Limits(
                        Duration.ofMinutes(10), "Goodbye.", Duration.ofSeconds(5), Duration.ofSeconds(1), "Sorry."));
    }

    /** Settings as a complete server has them, with these changes; an empty value removes a key. */
    public static Settings settings(Map<String, String> changes) {
        var values = new HashMap<>(Map.of(
                "parley.public-url", "https://voice.example",
                "parley.acs.endpoint", "https://x.communication.azure.com",
                "parley.acs.access-key", "c2VjcmV0",
                "parley.acs.resource-id", "5f1",
                "parley.acs.source-number", "+15550100001",
                "parley.speech.region", "westeurope",
                "parley.speech.key", "k"));
        values.put("parley.openai.endpoint", "https://x.openai.azure.com");
        values.put("parley.openai.key", "k");
        values.put("parley.openai.deployment", "gpt");
        values.put("parley.cosmos.endpoint", "https://x.documents.azure.com");
        values.put("parley.cosmos.key", "k");
        values.put("parley.security.event-grid-key", "0123456789abcdef");
        values.putAll(changes);
        return new Settings(config(values));
    }

    private static Config config(Map<String, String> values) {
        return (Config) Proxy.newProxyInstance(
                CallFakes.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getOptionalValue" ->
                        Optional.ofNullable(values.get((String) arguments[0])).filter(text -> !text.isEmpty());
                    case "getPropertyNames" -> values.keySet();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
