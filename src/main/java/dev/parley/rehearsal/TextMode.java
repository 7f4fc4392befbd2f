package dev.parley.rehearsal;

import dev.parley.agents.ChatModel;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.agents.Tools;
import dev.parley.cascade.CascadeEngine;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.Stage;
import dev.parley.conversation.Successors;
import dev.parley.conversation.Surroundings;
import dev.parley.media.AudioFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The persona's own pipeline with words for sound, in virtual time, with the real model. */
final class TextMode implements TestMode {
    /** Longer than the conversation lets a call be. */
    private static final Duration LONGEST = TestCall.LONGEST.plusMinutes(2);
    /** 3 min: forty answers of a slow model. */
    private static final Duration LONGEST_REAL = Duration.ofMinutes(3);

    /** A call that is ended from outside is over at once; a little for a busy machine. */
    private static final Duration ENDING = Duration.ofSeconds(1);

    private static final Duration FRAME = Duration.ofMillis(AudioFormat.FRAME_MS);

    private final ChatModel model;
    private final Tools tools;
    private final Successors successors;

    TextMode(ChatModel model, Tools tools, Successors successors) {
        this.model = model;
        this.tools = tools;
        this.successors = (id, opening) -> successors.find(id, opening).map(TextMode::inWords);
    }

    /** Words alone are nothing that a speech-to-speech model could be asked in this way. */
    private static Persona inWords(Persona persona) {
        return persona.pipeline() == Pipeline.REALTIME
                ? persona.inCascade(persona.voice().name())
                : persona;
    }

    @Override
    public Performance perform(String callId, Persona persona, PersonaTest test) throws InterruptedException {
        return new Run(callId, persona, test).led();
    }

    private final class Run implements SimulatedCaller.Mouth {
        private final VirtualTime time = new VirtualTime();
        private final TextEars ears = new TextEars(time);
        private final Microphone microphone = new Microphone();
        private final RehearsalLine line = new RehearsalLine(microphone, frame -> {});
        private final AgentActivity agent = new AgentActivity();
        private final ToolsOfTest tools;
        private final SimulatedCaller caller;
        private final LiveConversation conversation;

        Run(String callId, Persona persona, PersonaTest test) {
            tools = new ToolsOfTest(new ToolsInTime(TextMode.this.tools, time), test.tools(), time);
            var engine = new CascadeEngine(ears, new ModelInTime(model, time), new TextVoice(time), tools, time, time);
            conversation = new Stage(
                            engine,
                            tools,
                            TestCall.limits(),
                            CallDay.of(test.inputs()),
                            new Surroundings(time, time, List.of(agent)),
                            successors)
                    .begin(TestCall.opening(callId, inWords(persona), test), line, agent);
            agent.of(conversation);
            line.connect(conversation);
            caller = new SimulatedCaller(test, this, agent, conversation, time.nanos());
        }

        Performance led() throws InterruptedException {
            tick();
            boolean ended;
            try {
                ended = time.run(caller::done, LONGEST, LONGEST_REAL);
            } finally {
                conversation.end(Ending.FAILED, "the rehearsal is over");
                time.run(() -> agent.ending().isPresent(), ENDING, ENDING);
            }
            return new Performance(
                    Mode.TEXT,
                    ended
                            ? caller.fault()
                            : Optional.of("the call came to no end within " + LONGEST_REAL.toSeconds() + " s"),
                    agent.beganNanos(),
                    conversation.transcript(),
                    List.of(),
                    caller.acts(),
                    agent.turns(),
                    line.sounds(),
                    tools.calls(),
                    agent.ending(),
                    agent.transferredTo(),
                    agent.handedTo(),
                    agent.lasted());
        }

        private void tick() {
            caller.tick(time.nanos());
            line.tick(time.nanos());
            time.after(FRAME, this::tick);
        }

        @Override
        public void say(int step, String text) {
            ears.words(text);
            microphone.play(Sounds.voice(text.strip().split("\\s+").length * TextVoice.WORD_MS));
        }

        @Override
        public void makeNoise(Duration lasts) {
            ears.noise(lasts.toMillis());
            microphone.play(Sounds.noise(lasts.toMillis()));
        }

        @Override
        public boolean busy() {
            return microphone.busy();
        }

        @Override
        public int wordsOf(AgentActivity.Turn turn) {
            return (int) (line.sounds().stream()
                            .filter(sound -> sound.turn().equals(turn.id()))
                            .mapToLong(RehearsalLine.Sound::ms)
                            .sum()
                    / TextVoice.WORD_MS);
        }
    }
}
