package dev.parley.line.sustineo;

import dev.parley.conversation.Caption;
import dev.parley.conversation.PieceId;
import dev.parley.line.Talks;
import dev.parley.line.ToolAnswers;
import dev.parley.line.Wording;
import dev.parley.line.sustineo.ServerFrame.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How one talk is told in this contract. Its line calls it by one thread at a time. */
final class SustineoWording implements Wording {
    private static final String FAILED = "FAILED";

    private final ToolAnswers answers;
    private final List<String> wishes;
    private long audio;
    private int utterances;

    /** @param wishes settings that the client sent and that are not used */
    SustineoWording(ToolAnswers answers, List<String> wishes) {
        this.answers = answers;
        this.wishes = List.copyOf(wishes);
    }

    @Override
    public List<String> began(Talks.Begun begun) {
        var frames = new ArrayList<ServerFrame>();
        frames.add(new ServerFrame.Console("conversation", begun.callId() + ": " + begun.personaName() + " answers."));
        if (!wishes.isEmpty()) {
            frames.add(new ServerFrame.Console(
                    "settings",
                    "The persona has a voice and turn detection of its own; not used: " + String.join(", ", wishes)
                            + "."));
        }
        return frames.stream().map(SustineoEncoder::text).toList();
    }

    @Override
    public List<String> audio(PieceId piece, byte[] pcm) {
        return only(new ServerFrame.Audio("audio-" + ++audio, pcm));
    }

    @Override
    public List<String> caption(Caption caption) {
        answers.follow(caption);
        return switch (caption) {
            case Caption.CallerSaid said -> heard(said);
            case Caption.TurnEnded ended ->
                ended.heard().isBlank()
                        ? List.of()
                        : only(new ServerFrame.Message(
                                "turn-" + ended.report().turn().number(), Role.ASSISTANT, ended.heard()));
            case Caption.ToolCalled called ->
                only(
                        called.byClient()
                                ? new ServerFrame.Function(
                                        called.callId(), called.callId(), called.name(), called.arguments())
                                : agent(called.callId(), called.name(), "running"));
            case Caption.ToolEnded ended ->
                answers.find(ended.callId()).isPresent()
                        ? List.of() // the client knows better
                        : only(agent(ended.callId(), ended.name(), ended.failed() ? "failed" : "completed"));
            case Caption.CallerSpeaks speaks -> List.of();
            case Caption.CallerQuiet quiet -> List.of();
            case Caption.HandedOver over -> List.of();
            case Caption.TurnBegan began -> List.of();
            case Caption.AgentSays says -> List.of();
        };
    }

    private List<String> heard(Caption.CallerSaid said) {
        utterances += said.corrects() ? 0 : 1;
        return said.text().isBlank()
                ? List.of()
                : only(new ServerFrame.Message("user-" + utterances, Role.USER, said.text()));
    }

    private static ServerFrame agent(String callId, String name, String status) {
        return new ServerFrame.Agent(callId, callId, name, status, "");
    }

    @Override
    public List<String> stopped() {
        return only(new ServerFrame.Interrupt());
    }

    @Override
    public List<String> ended(String reason) {
        return reason.equals(FAILED)
                ? lastWords("The conversation failed.")
                : only(new ServerFrame.Console(
                        "ended",
                        "The conversation is over: "
                                + reason.toLowerCase(Locale.ROOT).replace('_', ' ') + "."));
    }

    /** Twice, because people of this client do not see its errors (prior-systems §12.5). */
    static List<String> lastWords(String problem) {
        return List.of(
                SustineoEncoder.text(new ServerFrame.Failure("conversation", problem)),
                SustineoEncoder.text(new ServerFrame.Message("error", Role.ASSISTANT, problem)));
    }

    private static List<String> only(ServerFrame frame) {
        return List.of(SustineoEncoder.text(frame));
    }
}
