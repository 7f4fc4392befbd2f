package dev.parley.line.sustineo;

import dev.parley.call.BrowserTools;
import dev.parley.call.Talker;
import dev.parley.call.UnknownPersona;
import dev.parley.conversation.Time;
import dev.parley.line.LateTalk;
import dev.parley.line.Talk;
import dev.parley.line.Talks;
import dev.parley.line.ToolAnswers;
import dev.parley.line.Visitor;
import dev.parley.line.Wire;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * One socket of this contract from open to close: settings begin a talk, settings that come again begin it anew. Frames come by
 * one thread at a time; what {@code POST /api/agent} brings, by any.
 */
final class VoiceSocket implements LateTalk.Contract<ClientFrame> {
    private static final String CONTRACT = "sustineo";
    private static final String SHOWN = "The picture has been taken and is shown to you.";
    /** The client looks for "failed" and then tells the model so. */
    private static final String BLIND = "failed: this persona cannot see pictures";

    private static final int PROTOCOL_ERROR = 1002;

    private final Visitor visitor;
    private final Optional<String> persona;
    private final BiConsumer<VoiceSocket, String> named;
    private final Talks talks;
    private final LateTalk<ClientFrame> talk;
    private volatile ToolAnswers answers = new ToolAnswers();
    /** The client's first wish for an answer is the greeting, which comes without one. */
    private boolean greeted;

    private boolean toldOfHaste;

    /**
     * @param visitor who opened it
     * @param persona of the path; empty: the default
     * @param named told the id that settings bring
     */
    VoiceSocket(
            Visitor visitor,
            Optional<String> persona,
            BiConsumer<VoiceSocket, String> named,
            Talks talks,
            Wire wire,
            Executor threads,
            Time time) {
        this.visitor = visitor;
        this.persona = persona;
        this.named = named;
        this.talks = talks;
        this.talk = new LateTalk<>(wire, this, threads, time);
    }

    void opened() {
        talk.opened();
    }

    void closed() {
        talk.closed();
    }

    void refuse(int code, String reason) {
        talk.refuse(code, reason);
    }

    void received(String message) {
        try {
            switch (SustineoDecoder.decode(message)) {
                case ClientFrame.Settings settings -> begin(settings);
                case ClientFrame.Audio audio -> talk.received(audio, audio.pcm().length);
                case ClientFrame.Other other -> unhandled(other);
                case ClientFrame frame -> talk.received(frame, 0);
            }
        } catch (MalformedFrame wrong) {
            talk.malformed(wrong.getMessage(), () -> console("malformed_frame", wrong.getMessage()));
        }
    }

    private void unhandled(ClientFrame.Other other) {
        if (talk.told()) {
            talk.received(other, 0);
        } else {
            refuse(PROTOCOL_ERROR, "settings must come first");
        }
    }

    private void begin(ClientFrame.Settings settings) {
        var ofThisTalk = new ToolAnswers();
        answers = ofThisTalk;
        greeted = false;
        named.accept(this, settings.id());
        talk.begin(wire -> {
            var wording = new SustineoWording(ofThisTalk, settings.wishes());
            if (persona.isPresent() && !settings.id().isBlank()) {
                try {
                    return talks.begin(talker(Optional.of(settings.id()), settings), wire, wording);
                } catch (UnknownPersona theIdIsAnotherOne) {
                    // most clients put their connection key there
                }
            }
            return talks.begin(talker(persona, settings), wire, wording);
        });
    }

    private Talker talker(Optional<String> wanted, ClientFrame.Settings settings) {
        return new Talker(visitor.user(), CONTRACT, wanted, settings.values(), visitor.traceParent(), true);
    }

    @Override
    public void take(Talk live, ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Audio audio -> hear(live, audio);
            case ClientFrame.Message message -> {
                greeted = true;
                live.noted(message.text());
            }
            case ClientFrame.Interrupt interrupt -> {
                if (greeted) {
                    live.prompted();
                }
                greeted = true;
            }
            case ClientFrame.FunctionCompletion completion ->
                answers.answer(live, completion.callId(), completion.output());
            case ClientFrame.Other other -> console("unhandled_message", "Unhandled message");
            case ClientFrame.Settings settings -> throw new IllegalArgumentException("settings begin a talk");
        }
    }

    private void hear(Talk live, ClientFrame.Audio audio) {
        if (!live.hear(audio.pcm()) && !toldOfHaste) {
            toldOfHaste = true;
            console("audio", "Audio comes much faster than anybody speaks; some is dropped.");
        }
    }

    @Override
    public List<String> lastWords(String problem) {
        return SustineoWording.lastWords("There is no conversation: " + problem + ".");
    }

    private void console(String id, String message) {
        tell(new ServerFrame.Console(id, message));
    }

    private void tell(ServerFrame frame) {
        talk.talk().ifPresent(live -> live.say(() -> List.of(SustineoEncoder.text(frame))));
    }

    /** What the browser was asked to run by that call. */
    Optional<ToolAnswers.Asked> asked(String callId) {
        return answers.find(callId);
    }

    /** Shows the model a picture that the browser took because it was asked to. */
    void show(ToolAnswers.Asked asked, String picture) {
        talk.talk().ifPresent(live -> {
            boolean seen = live.shown(picture);
            tell(seen ? agent(asked, "completed", SHOWN) : agent(asked, BLIND, ""));
        });
    }

    /** Runs a tool of this server for the browser, which is told how it goes; false: there is none of that name. */
    boolean run(ToolAnswers.Asked asked, BrowserTools tools) {
        var run =
                talk.talk().flatMap(live -> tools.run(live.callId(), asked.callId(), asked.name(), asked.arguments()));
        run.ifPresent(result -> {
            tell(agent(asked, "running", ""));
            result.thenAccept(told ->
                    tell(told.failed() ? agent(asked, "failed", "") : agent(asked, "completed", told.content())));
        });
        return run.isPresent();
    }

    private static ServerFrame agent(ToolAnswers.Asked asked, String status, String result) {
        return new ServerFrame.Agent(asked.callId(), asked.callId(), asked.name(), status, result);
    }
}
