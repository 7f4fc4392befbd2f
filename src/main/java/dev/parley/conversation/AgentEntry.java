package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolCall;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.ConversationSnapshot.Said;
import dev.parley.sessions.ConversationSnapshot.ToolUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One turn of the agent in the history: steps of spoken pieces, the tools called in them, and their answers. */
final class AgentEntry implements HistoryEntry {
    private static final String UNANSWERED = "{\"error\":\"no result yet\"}";

    private final List<Step> steps = new ArrayList<>(List.of(new Step()));
    private final Optional<String> persona;
    private long offsetMs;
    private boolean cut;
    /** Once nothing more of it is heard: a transcript is made anew with each event, and must not cost more the longer the call. */
    private Optional<TranscriptEntry> settled = Optional.empty();

    /** What the model said and wanted in one answer. */
    private static final class Step {
        final List<Piece> pieces = new ArrayList<>();
        final Map<ToolCall, String> tools = new LinkedHashMap<>();
    }

    /** @param persona who speaks; empty where that was not kept */
    AgentEntry(long offsetMs, Optional<String> persona) {
        this.offsetMs = offsetMs;
        this.persona = persona;
    }

    static AgentEntry of(Said.Agent said) {
        var entry = new AgentEntry(said.offsetMs(), said.persona());
        entry.cut = said.cut();
        entry.steps.clear();
        said.steps().forEach(from -> {
            var step = new Step();
            step.pieces.add(Piece.heard(from.heard()));
            from.tools()
                    .forEach(tool ->
                            step.tools.put(new ToolCall(tool.id(), tool.name(), tool.arguments()), tool.answer()));
            entry.steps.add(step);
        });
        return entry;
    }

    @Override
    public Said said(PlayoutLedger ledger, long nowNanos) {
        return new Said.Agent(
                steps.stream()
                        .map(step -> new ConversationSnapshot.Step(
                                text(step, piece -> piece.heardAt(ledger, nowNanos)), tools(step)))
                        .toList(),
                cut,
                offsetMs,
                persona);
    }

    private static List<ToolUse> tools(Step step) {
        return step.tools.entrySet().stream()
                .map(tool -> new ToolUse(
                        tool.getKey().id(), tool.getKey().name(), tool.getKey().arguments(), tool.getValue()))
                .toList();
    }

    void beganToSound(long atMs) {
        offsetMs = atMs;
        settled = Optional.empty();
    }

    void nextStep() {
        steps.add(new Step());
    }

    void add(Piece piece) {
        steps.getLast().pieces.add(piece);
        settled = Optional.empty();
    }

    boolean stepHasPieces() {
        return !steps.getLast().pieces.isEmpty();
    }

    void called(List<ToolCall> calls) {
        calls.forEach(call -> steps.getLast().tools.put(call, UNANSWERED));
    }

    /** Keeps a tool's answer, whenever it comes; false where the tool was not called in this turn. */
    boolean answered(ToolCall call, String content) {
        for (var step : steps) {
            if (step.tools.replace(call, content) != null) {
                return true;
            }
        }
        return false;
    }

    void settle(PlayoutLedger ledger, long atNanos) {
        for (var step : steps) {
            for (var piece : step.pieces) {
                piece.settle(ledger, atNanos);
                boolean missed = piece.aside && piece.known().isBlank(); // nothing of the answer
                cut |= !missed && !piece.known().strip().equals(piece.text.strip());
            }
        }
        settled = Optional.of(entry(heard()));
    }

    /** Pieces that were spoken twice or given up: nothing of them was heard, which is no cut. */
    void drop(Piece piece) {
        steps.forEach(step -> step.pieces.remove(piece));
        settled = Optional.empty();
    }

    boolean spoke() {
        return !text(Piece::known).isEmpty();
    }

    /** Whether anything was heard that answers: words for the wait do not. */
    boolean answered() {
        return steps.stream()
                .flatMap(step -> step.pieces.stream())
                .anyMatch(piece -> !piece.aside && !piece.known().isBlank());
    }

    boolean isEmpty() {
        return !spoke() && steps.stream().allMatch(step -> step.tools.isEmpty());
    }

    @Override
    public void addTo(List<ChatMessage> messages) {
        for (var step : steps) {
            var text = text(step, Piece::known).strip();
            if (!text.isEmpty() || !step.tools.isEmpty()) {
                messages.add(new ChatMessage.Agent(text, List.copyOf(step.tools.keySet())));
            }
            step.tools.forEach((call, content) -> messages.add(new ChatMessage.ToolAnswer(call.id(), content)));
        }
    }

    @Override
    public void addTo(List<TranscriptEntry> transcript, PlayoutLedger ledger, long nowNanos) {
        var entry = settled.orElseGet(() -> entry(text(piece -> piece.heardAt(ledger, nowNanos))));
        if (!entry.text().isEmpty()) {
            transcript.add(entry);
        }
    }

    private TranscriptEntry entry(String heard) {
        return new TranscriptEntry(TranscriptEntry.Speaker.AGENT, heard, cut, offsetMs, persona);
    }

    /** All that was heard of it, once that is settled. */
    String heard() {
        return text(Piece::known);
    }

    boolean wasCut() {
        return cut;
    }

    /** What of it is not known to be heard, for speaking it again; nobody waits any more for words for the wait. */
    String unheard() {
        return unheard(Piece::known);
    }

    /** What of it was not heard by now. */
    String unheard(PlayoutLedger ledger, long nowNanos) {
        return unheard(piece -> piece.heardAt(ledger, nowNanos));
    }

    private String unheard(Function<Piece, String> heard) {
        var rest = new StringBuilder();
        for (var step : steps) {
            for (var piece : step.pieces.stream().filter(said -> !said.aside).toList()) {
                rest.append(piece.text.substring(Math.min(heard.apply(piece).length(), piece.text.length())));
            }
        }
        return rest.toString().strip();
    }

    private String text(Function<Piece, String> how) {
        var text = new StringBuilder();
        for (var step : steps) {
            var of = text(step, how).strip();
            if (!of.isEmpty()) {
                text.append(text.isEmpty() ? "" : " ").append(of);
            }
        }
        return text.toString();
    }

    private static String text(Step step, Function<Piece, String> how) {
        var text = new StringBuilder();
        for (var piece : step.pieces) {
            var of = how.apply(piece);
            if (endsSentence(text) && !of.isEmpty() && Character.isLetterOrDigit(of.charAt(0))) {
                text.append(' '); // the piece before was the last of its answer and so ended without a space
            }
            text.append(of);
            if (!of.isEmpty() && of.length() < piece.text.strip().length()) {
                text.append(' '); // a piece that broke off: what follows stands apart
            }
        }
        return text.toString();
    }

    private static boolean endsSentence(CharSequence text) {
        return !text.isEmpty() && ".?!".indexOf(text.charAt(text.length() - 1)) >= 0;
    }
}
