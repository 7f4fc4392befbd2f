package dev.parley.line.contoso;

import dev.parley.call.Talker;
import dev.parley.conversation.Time;
import dev.parley.line.LateTalk;
import dev.parley.line.Talk;
import dev.parley.line.Talks;
import dev.parley.line.ToolAnswers;
import dev.parley.line.Visitor;
import dev.parley.line.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * One socket of this contract from open to close: the chat before, then who is there, then the talk with the default persona.
 * Frames come by one thread at a time.
 */
final class VoiceSocket implements LateTalk.Contract<ClientFrame> {
    private static final String CONTRACT = "contoso";
    private static final int PROTOCOL_ERROR = 1002;

    private final Visitor visitor;
    private final Talks talks;
    private final LateTalk<ClientFrame> talk;
    private final ToolAnswers answers = new ToolAnswers();
    /** The client's first wish for an answer is the greeting, which comes without one. */
    private boolean greeted;

    VoiceSocket(Visitor visitor, Talks talks, Wire wire, Executor threads, Time time) {
        this.visitor = visitor;
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
            switch (ContosoDecoder.decode(message)) {
                case ClientFrame.User from -> user(from);
                case ClientFrame.Audio audio -> talk.received(audio, audio.pcm().length);
                case ClientFrame.Other other -> unhandled(other);
                case ClientFrame frame -> talk.received(frame, 0);
            }
        } catch (MalformedFrame wrong) {
            talk.malformed(wrong.getMessage(), () -> console(wrong.getMessage()));
        }
    }

    private void user(ClientFrame.User from) {
        if (talk.told()) {
            talk.received(from, 0);
        } else {
            begin(Customer.of(from.payload()));
        }
    }

    private void begin(Customer customer) {
        var values = Map.of("customer", customer.name(), "user", customer.name());
        var talker = new Talker(visitor.user(), CONTRACT, Optional.empty(), values, visitor.traceParent(), true);
        talk.begin(wire -> talks.begin(talker, wire, new ContosoWording(answers, customer.wishes())));
    }

    private void unhandled(ClientFrame.Other other) {
        if (talk.told()) {
            talk.received(other, 0);
        } else {
            refuse(PROTOCOL_ERROR, "messages and user must come first");
        }
    }

    @Override
    public void take(Talk live, ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Messages messages -> chatted(live, messages);
            case ClientFrame.Audio audio -> live.hear(audio.pcm());
            case ClientFrame.User typed -> {
                greeted = true;
                live.noted(typed.payload());
            }
            case ClientFrame.Interrupt interrupt -> {
                if (greeted) {
                    live.prompted();
                }
                greeted = true;
            }
            case ClientFrame.Function function -> answers.answer(live, function.callId(), function.output());
            case ClientFrame.Other other -> console("Unhandled message");
        }
    }

    /** As what it is: written before, by people who talk. */
    private static void chatted(Talk live, ClientFrame.Messages messages) {
        if (!messages.said().isEmpty()) {
            live.noted(messages.said().stream()
                    .map(said -> said.name() + ": " + said.text())
                    .collect(Collectors.joining("\n", "[Written in the chat before this call]\n", "")));
        }
    }

    @Override
    public List<String> lastWords(String problem) {
        var words = "There is no conversation: " + problem + ".";
        return List.of(
                ContosoEncoder.text(new ServerFrame.Console(words)),
                ContosoEncoder.text(new ServerFrame.Assistant(words)));
    }

    private void console(String message) {
        talk.talk().ifPresent(live -> live.say(() -> List.of(ContosoEncoder.text(new ServerFrame.Console(message)))));
    }
}
