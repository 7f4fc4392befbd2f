package dev.parley.line.contoso;

import dev.parley.conversation.Caption;
import dev.parley.conversation.PieceId;
import dev.parley.line.Talks;
import dev.parley.line.ToolAnswers;
import dev.parley.line.Wording;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How one talk is told in this contract. Its line calls it by one thread at a time. */
final class ContosoWording implements Wording {
    private final ToolAnswers answers;
    private final List<String> wishes;

    /** @param wishes settings that the client sent and that are not used */
    ContosoWording(ToolAnswers answers, List<String> wishes) {
        this.answers = answers;
        this.wishes = List.copyOf(wishes);
    }

    @Override
    public List<String> began(Talks.Begun begun) {
        var created = new ServerFrame.Created(begun.callId());
        return wishes.isEmpty()
                ? only(created)
                : frames(
                        created,
                        new ServerFrame.Console("The persona has turn detection of its own; not used: "
                                + String.join(", ", wishes) + "."));
    }

    @Override
    public List<String> audio(PieceId piece, byte[] pcm) {
        return only(new ServerFrame.Audio(pcm));
    }

    @Override
    public List<String> caption(Caption caption) {
        answers.follow(caption);
        return switch (caption) {
            case Caption.CallerSaid said -> said.text().isBlank() ? List.of() : only(new ServerFrame.User(said.text()));
            case Caption.TurnEnded ended -> ended.heard().isBlank() ? List.of() : said(ended);
            case Caption.ToolCalled called ->
                called.byClient()
                        ? only(new ServerFrame.Function(
                                called.callId(), called.callId(), called.name(), called.arguments()))
                        : List.of();
            case Caption.ToolEnded ended -> List.of();
            case Caption.CallerSpeaks speaks -> List.of();
            case Caption.CallerQuiet quiet -> List.of();
            case Caption.HandedOver over -> List.of();
            case Caption.TurnBegan began -> List.of();
            case Caption.AgentSays says -> List.of();
        };
    }

    private static List<String> said(Caption.TurnEnded ended) {
        var id = "turn-" + ended.report().turn().number();
        return frames(new ServerFrame.Assistant(ended.heard()), new ServerFrame.Done(id, ended.heard()));
    }

    @Override
    public List<String> stopped() {
        return only(new ServerFrame.Interrupt());
    }

    @Override
    public List<String> ended(String reason) {
        return only(new ServerFrame.Console(
                "The conversation is over: " + reason.toLowerCase(Locale.ROOT).replace('_', ' ') + "."));
    }

    private static List<String> only(ServerFrame frame) {
        return List.of(ContosoEncoder.text(frame));
    }

    private static List<String> frames(ServerFrame... frames) {
        return Stream.of(frames).map(ContosoEncoder::text).toList();
    }
}
