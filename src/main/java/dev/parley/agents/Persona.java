package dev.parley.agents;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One revision of a persona: everything a call needs to know of who answers. Immutable.
 *
 * @param id its name
 * @param revision SHA-256 of the text's UTF-8 bytes, 64 hex digits: equal text, equal revision
 * @param name for people
 * @param description for people
 * @param language what is heard and spoken
 * @param voice how it sounds
 * @param model how it thinks
 * @param prompt its instructions, rendered once per call
 * @param greeting first words, as written, perhaps a template ({@link #greetingFor}); empty: the model greets
 * @param tools names of the tools it may use, all known
 * @param turns what an utterance is and what interrupts
 * @param endOfTurn when the caller's turn is over, and what is done before that is certain
 * @param silence what happens when the caller says nothing
 * @param limits how long a call and a turn may last
 * @param tests dialogues that it must be able to lead
 * @param languages what the caller may speak, the usual one first
 * @param handOffs personas that may take over
 * @param transferTargets people who may
 * @param privacy what is kept of a call
 * @param latencyBudget how long a caller may wait
 * @param canary how a change of it is tried
 * @param pipeline what hears, thinks and speaks for it
 */
public record Persona(
        PersonaId id,
        String revision,
        String name,
        String description,
        Locale language,
        PersonaVoice voice,
        ModelSettings model,
        Prompt prompt,
        Optional<String> greeting,
        List<String> tools,
        TurnPolicy turns,
        EndOfTurnPolicy endOfTurn,
        SilencePolicy silence,
        Limits limits,
        List<PersonaTest> tests,
        List<Locale> languages,
        List<HandOff> handOffs,
        List<TransferTarget> transferTargets,
        Privacy privacy,
        LatencyBudget latencyBudget,
        CanaryPolicy canary,
        Pipeline pipeline) {

    public Persona {
        tools = List.copyOf(tools);
        tests = List.copyOf(tests);
        languages = List.copyOf(languages);
        handOffs = List.copyOf(handOffs);
        transferTargets = List.copyOf(transferTargets);
    }

    /** Without tests; speaks one language, hands over to nobody, and its calls are not kept. */
    public Persona(
            PersonaId id,
            String revision,
            String name,
            String description,
            Locale language,
            PersonaVoice voice,
            ModelSettings model,
            Prompt prompt,
            Optional<String> greeting,
            List<String> tools,
            TurnPolicy turns,
            EndOfTurnPolicy endOfTurn,
            SilencePolicy silence,
            Limits limits) {
        this(
                id,
                revision,
                name,
                description,
                language,
                voice,
                model,
                prompt,
                greeting,
                tools,
                turns,
                endOfTurn,
                silence,
                limits,
                List.of(),
                List.of(language),
                List.of(),
                List.of(),
                Privacy.NOTHING_KEPT,
                LatencyBudget.NONE,
                CanaryPolicy.USUAL,
                Pipeline.CASCADE);
    }

    /** The same, where no model is to be had that hears and speaks for it: three services do, with this voice. */
    public Persona inCascade(String cascadeVoice) {
        return new Persona(
                id,
                revision,
                name,
                description,
                language,
                new PersonaVoice(cascadeVoice, Optional.empty(), Optional.empty(), Optional.empty()),
                model,
                prompt,
                greeting,
                tools,
                turns,
                endOfTurn,
                silence,
                limits,
                tests,
                languages,
                handOffs,
                transferTargets,
                privacy,
                latencyBudget,
                canary,
                Pipeline.CASCADE);
    }

    /** What hears, thinks and speaks. */
    public enum Pipeline {
        /** A recogniser, a chat model and a voice. */
        CASCADE,
        /** One model that hears and speaks. */
        REALTIME
    }

    /** The first words of one call: the greeting, with the call's values filled in. */
    public Optional<String> greetingFor(Map<String, Object> values) {
        return prompt.greeting(values).or(this::greeting);
    }

    /**
     * Voice name of the service, optional style, SSML rate and pitch.
     *
     * @param fallback name of the voice that speaks when this one cannot
     * @param streamed whether the first words of an answer go to the voice while the model still writes them
     * @param lexicon address of the pronunciations that it knows (PLS, as SSML's {@code lexicon})
     * @param phrases names and words that the recogniser should expect
     */
    public record PersonaVoice(
            String name,
            Optional<String> style,
            Optional<String> rate,
            Optional<String> pitch,
            Optional<String> fallback,
            boolean streamed,
            Optional<String> lexicon,
            List<String> phrases) {
        public PersonaVoice {
            phrases = List.copyOf(phrases);
        }

        public PersonaVoice(String name, Optional<String> style, Optional<String> rate, Optional<String> pitch) {
            this(name, style, rate, pitch, Optional.empty(), true, Optional.empty(), List.of());
        }
    }

    /**
     * @param deployment of the chat model; empty: the server's default
     * @param temperature 0 to 2
     * @param topP 0 to 1
     * @param maxOutputTokens of one answer
     * @param backup who is asked beside it
     */
    public record ModelSettings(
            Optional<String> deployment,
            Optional<Double> temperature,
            Optional<Double> topP,
            Optional<Integer> maxOutputTokens,
            Backup backup) {
        public ModelSettings(
                Optional<String> deployment,
                Optional<Double> temperature,
                Optional<Double> topP,
                Optional<Integer> maxOutputTokens) {
            this(deployment, temperature, topP, maxOutputTokens, Backup.NONE);
        }
    }

    /**
     * @param deployments asked one after the other when the one before fails or is late
     * @param hedgeAfter when no token came by then, the same is asked once more, of the first of them or of the deployment
     *     itself, and the first token wins; zero: at once
     * @param hedges how many are asked so beside the first, each that long after the one before
     */
    public record Backup(List<String> deployments, Optional<Duration> hedgeAfter, int hedges) {
        public static final Backup NONE = new Backup(List.of(), Optional.empty());

        /** One is asked beside the first. */
        public Backup(List<String> deployments, Optional<Duration> hedgeAfter) {
            this(deployments, hedgeAfter, 1);
        }

        public Backup {
            deployments = List.copyOf(deployments);
        }
    }

    /**
     * @param endOfSpeech silence that makes an utterance final
     * @param interruption what interrupts the agent
     * @param openers what the agent says at once while its answer is not ready
     */
    public record TurnPolicy(Duration endOfSpeech, InterruptionPolicy interruption, OpenerPolicy openers) {
        public TurnPolicy(Duration endOfSpeech, InterruptionPolicy interruption) {
            this(endOfSpeech, interruption, OpenerPolicy.NONE);
        }

        /** The agent is cut by that many words, or never. */
        public TurnPolicy(Duration endOfSpeech, int words, boolean interruptible) {
            this(endOfSpeech, InterruptionPolicy.ofWords(words, interruptible));
        }
    }

    /**
     * @param phrases said one after the other, never the same in two turns that follow each other; empty: none
     * @param after time from the end of the caller's turn in which the first piece of the answer may get ready
     */
    public record OpenerPolicy(List<String> phrases, Duration after) {
        public static final OpenerPolicy NONE = new OpenerPolicy(List.of(), Duration.ZERO);

        public OpenerPolicy {
            phrases = List.copyOf(phrases);
        }
    }

    /**
     * @param by what interrupts
     * @param words of a partial that cut, where words do
     * @param speech how long a voice lasts before it makes the agent pause, or cuts it
     * @param keywords that cut, where keywords do
     * @param backchannels words that never interrupt; empty: those of the language
     * @param resume whether the agent pauses while it is not clear that it is interrupted, and then goes on
     * @param greeting whether the greeting may be interrupted
     */
    public record InterruptionPolicy(
            InterruptBy by,
            int words,
            Duration speech,
            List<String> keywords,
            Optional<List<String>> backchannels,
            boolean resume,
            boolean greeting) {
        /** Shorter, and half of all coughs make the agent stop. */
        public static final Duration USUAL_SPEECH = Duration.ofMillis(250);

        public InterruptionPolicy {
            keywords = List.copyOf(keywords);
            backchannels = backchannels.map(List::copyOf);
        }

        static InterruptionPolicy ofWords(int words, boolean interruptible) {
            var by = interruptible ? InterruptBy.MIN_WORDS : InterruptBy.NEVER;
            return new InterruptionPolicy(by, words, USUAL_SPEECH, List.of(), Optional.empty(), true, true);
        }
    }

    /** What interrupts the agent. */
    public enum InterruptBy {
        ANY_SPEECH,
        MIN_WORDS,
        MIN_SPEECH,
        KEYWORD,
        NEVER
    }

    /**
     * @param by how the end of a turn is told
     * @param listening quiet from the end of the caller's voice after which an unfinished sentence is answered all the same
     * @param thinking the same, where the caller spoke on while the agent was about to answer
     * @param speaking the same, where the caller interrupted the agent
     * @param finalWait how long the final transcript is waited for after the end of the caller's voice; then the last partial
     *     counts, and is answered unconfirmed
     * @param guesses how often a caller's turn is thought on before its final transcript is there; 0: never
     */
    public record EndOfTurnPolicy(
            EndOfTurnBy by,
            Duration listening,
            Duration thinking,
            Duration speaking,
            Duration finalWait,
            int guesses) {}

    /** How the end of a caller's turn is told. */
    public enum EndOfTurnBy {
        /** By the recogniser's pause alone. */
        PAUSE,
        /** An unfinished sentence is waited for. */
        SENTENCE,
        /** The same, and it learns how this caller pauses. */
        ADAPTIVE,
        /** By what was said, as a model finds that hears and speaks by itself; where there is none as {@link #ADAPTIVE}. */
        MEANING
    }

    /**
     * @param after silence of the caller after which the agent speaks up
     * @param prompts what it says, one after the other
     * @param goodbye what it says when all prompts were of no avail, before it hangs up
     */
    public record SilencePolicy(Duration after, List<String> prompts, String goodbye) {
        public SilencePolicy {
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * @param call longest duration of a call
     * @param callGoodbye what is said when it is reached
     * @param firstToken longest wait for the model's first token
     * @param fillerAfter a running tool's filler sentence is spoken after this long
     * @param apology what is said when an answer failed for good
     * @param transferTo who takes the call when a service is gone for good: E.164, or a raw id of Communication Services;
     *     empty: it ends with a goodbye
     * @param answer longest answer, as it is spoken
     * @param costCents what a call may cost, in hundredths of the currency in which the server counts
     * @param filler what is said while the caller waits for the model or a tool; empty: what tools say, or the usual
     */
    public record Limits(
            Duration call,
            String callGoodbye,
            Duration firstToken,
            Duration fillerAfter,
            String apology,
            Optional<String> transferTo,
            Optional<Duration> answer,
            Optional<Integer> costCents,
            Optional<String> filler) {
        public Limits(Duration call, String callGoodbye, Duration firstToken, Duration fillerAfter, String apology) {
            this(call, callGoodbye, firstToken, fillerAfter, apology, Optional.empty());
        }

        public Limits(
                Duration call,
                String callGoodbye,
                Duration firstToken,
                Duration fillerAfter,
                String apology,
                Optional<String> transferTo) {
            this(
                    call,
                    callGoodbye,
                    firstToken,
                    fillerAfter,
                    apology,
                    transferTo,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public String toString() {
            return "Limits[" + call + ", " + firstToken + "]";
        }
    }
}
