package dev.parley.cascade;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Prompt;
import dev.parley.conversation.Engine;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import dev.parley.speech.FakeRecognition;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.Voice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** The three services of a cascade, driven by hand, and what the engine makes of them. */
final class Services implements Engine.AudioOut {
    final ManualTime time = new ManualTime();
    static final String VOICE = "en-US-AvaMultilingualNeural";
    Optional<String> fallbackVoice = Optional.empty();
    List<String> openers = List.of();
    Duration endOfSpeech = Duration.ofMillis(600);
    /** Synthesis cannot even be asked for. */
    boolean stopping;

    final List<FakeRecognition> recognisers = new ArrayList<>();
    final List<Thinker> thinkers = new ArrayList<>();
    final List<Voicing> voicings = Collections.synchronizedList(new ArrayList<>());
    final List<Dictation> dictations = new ArrayList<>();
    /** Whether the voice takes text in pieces. */
    boolean streams;

    final List<Voice> warmed = new ArrayList<>();
    final List<EngineEvent> events = Collections.synchronizedList(new ArrayList<>());
    /** {@code 0.1:abc} for audio of turn 0 piece 1, {@code 0.1.} where it is complete. */
    final List<String> out = Collections.synchronizedList(new ArrayList<>());

    final TextToSpeech mouth = new Mouth();
    /** Keeps nothing. */
    SpokenCache cache = cache(0);

    SpokenCache cache(long mostBytes) {
        return new SpokenCache(mouth, new NoTools(), Runnable::run, mostBytes);
    }

    Engine.Session open() {
        return new CascadeEngine(new Ears(), this::ask, mouth, cache, (asking, ordering, playing) -> {}, time)
                .open(persona(), List.of(), List.of(), AudioFormat.PCM_16K, events::add, this);
    }

    static PieceId piece(int turn, int index) {
        return new PieceId(new TurnId(turn), index);
    }

    @Override
    public void play(PieceId piece, byte[] pcm) {
        out.add(piece.turn().number() + "." + piece.index() + ":" + new String(pcm, StandardCharsets.US_ASCII));
    }

    @Override
    public void pieceComplete(PieceId piece) {
        out.add(piece.turn().number() + "." + piece.index() + ".");
    }

    private ChatModel.Thought ask(ChatModel.Question question, Consumer<ChatModel.Event> answers) {
        var thinker = new Thinker(question, answers);
        thinkers.add(thinker);
        return thinker;
    }

    private final class Ears implements SpeechToText {
        @Override
        public Recognition listen(Listening how, Consumer<RecognitionEvent> heard) {
            var recogniser = new FakeRecognition(heard);
            recognisers.add(recogniser);
            return recogniser;
        }
    }

    /** One question to the model. */
    static final class Thinker implements ChatModel.Thought {
        final ChatModel.Question question;
        final Consumer<ChatModel.Event> answers;
        boolean cancelled;

        Thinker(ChatModel.Question question, Consumer<ChatModel.Event> answers) {
            this.question = question;
            this.answers = answers;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final class Mouth implements TextToSpeech {
        @Override
        public void warmStream(Voice voice, AudioFormat format) {
            warmed.add(voice);
        }

        @Override
        public Optional<Streamed> stream(Voice voice, AudioFormat format, SynthesisListener listener) {
            if (!streams) {
                return Optional.empty();
            }
            var dictation = new Dictation(listener);
            dictations.add(dictation);
            return Optional.of(dictation);
        }

        @Override
        public void warm(Voice voice, AudioFormat format) {
            warmed.add(voice);
        }

        @Override
        public Synthesis speak(Voice voice, AudioFormat format, String text, SynthesisListener listener) {
            if (stopping) {
                throw new RejectedExecutionException("the server stops");
            }
            var voicing = new Voicing(voice.name(), text, listener);
            voicings.add(voicing);
            return voicing;
        }
    }

    /** One synthesis. */
    static final class Voicing implements TextToSpeech.Synthesis {
        final String voice;
        final String text;
        final SynthesisListener listener;
        volatile boolean cancelled;
        private long bytes;

        Voicing(String voice, String text, SynthesisListener listener) {
            this.voice = voice;
            this.text = text;
            this.listener = listener;
        }

        void sounds(String audio) {
            bytes += audio.length();
            listener.audio(audio.getBytes(StandardCharsets.US_ASCII));
        }

        void ends() {
            listener.finished(bytes);
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** One synthesis whose text is written bit by bit. */
    static final class Dictation implements TextToSpeech.Streamed {
        final SynthesisListener listener;
        final StringBuilder text = new StringBuilder();
        boolean whole;
        boolean cancelled;

        Dictation(SynthesisListener listener) {
            this.listener = listener;
        }

        void sounds(String audio) {
            listener.audio(audio.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void write(String more) {
            text.append(more);
        }

        @Override
        public void end() {
            whole = true;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    Persona persona() {
        Prompt prompt = new Prompt() {
            @Override
            public List<ChatMessage> render(Map<String, Object> values) {
                return List.of();
            }

            @Override
            public Optional<String> greeting(Map<String, Object> values) {
                return Optional.empty();
            }
        };
        return new Persona(
                new PersonaId("reception"),
                "1",
                "Reception",
                "",
                Locale.US,
                new Persona.PersonaVoice(
                        VOICE,
                        Optional.empty(),
                        Optional.of("+5%"),
                        Optional.empty(),
                        fallbackVoice,
                        true,
                        Optional.empty(),
                        List.of()),
                new Persona.ModelSettings(Optional.empty(), Optional.of(0.5), Optional.empty(), Optional.of(200)),
                prompt,
                Optional.empty(),
                List.of(),
                new Persona.TurnPolicy(
                        endOfSpeech,
                        new Persona.TurnPolicy(Duration.ofMillis(600), 2, true).interruption(),
                        new Persona.OpenerPolicy(openers, Duration.ofMillis(400))),
                new Persona.EndOfTurnPolicy(
                        Persona.EndOfTurnBy.SENTENCE,
                        Duration.ofMillis(1_200),
                        Duration.ofMillis(1_200),
                        Duration.ofMillis(1_200),
                        Duration.ofMillis(2_500),
                        0),
                new Persona.SilencePolicy(Duration.ofSeconds(10), List.of("Are you there?"), "Goodbye."),
                new Persona.Limits(
                        Duration.ofMinutes(30), "Goodbye.", Duration.ofSeconds(5), Duration.ofSeconds(1), "Sorry."));
    }
}
