package dev.parley.line.openai;

import static dev.parley.web.Json.JSON;

import dev.parley.conversation.Caption;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnReport;
import dev.parley.line.Talks;
import dev.parley.line.Wording;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The conversation in events of the Realtime protocol (azure-openai-realtime §4, §5), and what that has no words for in events
 * named {@code parley.}, which other clients ignore. A response is open as long as it is heard. {@code
 * input_audio_buffer.speech_started} is what tells a client to drop the audio it holds, so while the agent is heard it is sent
 * only where the caller does interrupt.
 */
final class RealtimeWording implements Wording {
    private final ServerEvents events = new ServerEvents();
    private final long beganNanos = System.nanoTime();

    private Talks.Begun begun;
    private TurnId turn = new TurnId(-1);
    private Optional<AgentItem> agent = Optional.empty();
    private int parts;
    private int userItems;
    private boolean sounds;
    private boolean callerSpeaks;
    /** The caller spoke while the agent was heard: an interruption, or nothing. */
    private boolean untold;

    private boolean speechOpen;
    private boolean stoppedByClient;
    private long speechMs;
    private long quietMs;

    @Override
    public List<String> began(Talks.Begun with) {
        begun = with;
        return List.of(
                events.of("session.created").add("session", session()).build().toString(),
                call(begun.personaId(), begun.personaName(), begun.revision()));
    }

    /** Whose call it is; told again where another persona takes over. */
    private String call(String personaId, String name, String revision) {
        return events.of("parley.call")
                .add("call_id", begun.callId())
                .add(
                        "persona",
                        JSON.createObjectBuilder()
                                .add("id", personaId)
                                .add("name", name)
                                .add("revision", revision))
                .build()
                .toString();
    }

    /** As it is, whatever was asked for; instructions are nobody's business. */
    List<String> updated(List<String> ignored) {
        var messages = new ArrayList<>(List.of(
                events.of("session.updated").add("session", session()).build().toString()));
        messages.addAll(ignored(ignored));
        return messages;
    }

    /** What the persona decides and a client wanted otherwise. */
    List<String> ignored(List<String> names) {
        return names.isEmpty()
                ? List.of()
                : List.of(events.of("parley.ignored")
                        .add("parameters", JSON.createArrayBuilder(names))
                        .add("message", "The persona decides this.")
                        .build()
                        .toString());
    }

    private JsonObjectBuilder session() {
        var format = JSON.createObjectBuilder()
                .add("type", "audio/pcm")
                .add("rate", 24_000)
                .build();
        var detection = JSON.createObjectBuilder()
                .add("type", "server_vad")
                .add("create_response", true)
                .add("interrupt_response", true);
        return JSON.createObjectBuilder()
                .add("id", "sess_" + begun.callId())
                .add("object", "realtime.session")
                .add("type", "realtime")
                .add("model", begun.personaId())
                .add("output_modalities", JSON.createArrayBuilder().add("audio"))
                .add(
                        "audio",
                        JSON.createObjectBuilder()
                                .add(
                                        "input",
                                        JSON.createObjectBuilder()
                                                .add("format", format)
                                                .add("turn_detection", detection))
                                .add("output", JSON.createObjectBuilder().add("format", format)));
    }

    @Override
    public List<String> audio(PieceId piece, byte[] pcm) {
        sounds = true;
        var messages = open(piece.turn());
        messages.addAll(agent.orElseThrow().sounds(pcm));
        return messages;
    }

    @Override
    public List<String> caption(Caption caption) {
        return switch (caption) {
            case Caption.CallerSpeaks speaks -> callerSpeaks();
            case Caption.CallerQuiet quiet -> callerQuiet();
            case Caption.CallerSaid said -> said(said.text(), said.corrects());
            case Caption.TurnBegan began -> {
                parts = 0;
                yield open(began.turn());
            }
            case Caption.AgentSays says -> {
                var messages = open(says.piece().turn());
                messages.addAll(agent.orElseThrow().says(says.words()));
                yield messages;
            }
            case Caption.ToolCalled called -> toolCalled(called);
            case Caption.ToolEnded ended -> tool(ended.callId(), ended.name(), ended.failed() ? "failed" : "done");
            case Caption.HandedOver over -> List.of(call(over.personaId(), over.name(), over.revision()));
            case Caption.TurnEnded ended -> turnEnded(ended);
        };
    }

    /** The response in which this turn speaks; a turn may have several. */
    private List<String> open(TurnId of) {
        var messages = new ArrayList<String>();
        if (agent.isEmpty()) {
            turn = of;
            var begun = new AgentItem(events, of, parts++);
            agent = Optional.of(begun);
            messages.add(begun.created());
        }
        return messages;
    }

    private List<String> callerSpeaks() {
        callerSpeaks = true;
        untold = sounds;
        return sounds ? List.of() : speechStarted();
    }

    private List<String> speechStarted() {
        if (speechOpen) {
            return List.of();
        }
        speechOpen = true;
        speechMs = sinceBegan();
        return List.of(events.of("input_audio_buffer.speech_started")
                .add("audio_start_ms", speechMs)
                .add("item_id", ItemIds.ofUser(userItems))
                .build()
                .toString());
    }

    private List<String> callerQuiet() {
        callerSpeaks = false;
        if (!speechOpen) {
            return List.of();
        }
        speechOpen = false;
        quietMs = sinceBegan();
        return List.of(events.of("input_audio_buffer.speech_stopped")
                .add("audio_end_ms", quietMs)
                .add("item_id", ItemIds.ofUser(userItems))
                .build()
                .toString());
    }

    private long sinceBegan() {
        return (System.nanoTime() - beganNanos) / 1_000_000;
    }

    private List<String> said(String text, boolean corrects) {
        var messages = new ArrayList<>(callerQuiet());
        if (!corrects) {
            var item = JSON.createObjectBuilder()
                    .add("id", ItemIds.ofUser(userItems))
                    .add("object", "realtime.item")
                    .add("type", "message")
                    .add("role", "user")
                    .add("status", "completed")
                    .add(
                            "content",
                            JSON.createArrayBuilder()
                                    .add(JSON.createObjectBuilder()
                                            .add("type", "input_audio")
                                            .addNull("transcript")))
                    .build();
            messages.add(events.of("input_audio_buffer.committed")
                    .addNull("previous_item_id")
                    .add("item_id", ItemIds.ofUser(userItems))
                    .build()
                    .toString());
            for (var type : List.of("conversation.item.added", "conversation.item.done")) {
                messages.add(events.of(type)
                        .addNull("previous_item_id")
                        .add("item", item)
                        .build()
                        .toString());
            }
            userItems++;
        }
        messages.add(events.of("conversation.item.input_audio_transcription.completed")
                .add("item_id", ItemIds.ofUser(userItems - 1))
                .add("content_index", 0)
                .add("transcript", text)
                .add(
                        "usage",
                        JSON.createObjectBuilder()
                                .add("type", "duration")
                                .add("seconds", Math.max(0, quietMs - speechMs) / 1_000.0))
                .build()
                .toString());
        return messages;
    }

    private List<String> toolCalled(Caption.ToolCalled called) {
        if (!called.byClient()) {
            return tool(called.callId(), called.name(), "started");
        }
        var messages = open(called.turn());
        messages.addAll(agent.orElseThrow().calls(called.callId(), called.name(), called.arguments()));
        agent = Optional.empty();
        return messages;
    }

    private List<String> tool(String callId, String name, String status) {
        return List.of(events.of("parley.tool")
                .add("call_id", callId)
                .add("name", name)
                .add("status", status)
                .build()
                .toString());
    }

    private List<String> turnEnded(Caption.TurnEnded ended) {
        sounds = false;
        untold = false;
        var response = agent.map(AgentItem::responseId).orElse(ItemIds.response(turn, parts));
        var item = agent.map(AgentItem::itemId);
        var messages = new ArrayList<String>();
        boolean unsaid = ended.cut() || ended.report().how().equals("cut");
        agent.ifPresent(open -> messages.addAll(
                unsaid
                        ? open.done("cancelled", stoppedByClient ? "client_cancelled" : "turn_detected")
                        : open.done("completed", "")));
        agent = Optional.empty();
        stoppedByClient = false;
        if (ended.cut() && item.isPresent()) {
            messages.add(events.of("parley.cut")
                    .add("response_id", response)
                    .add("item_id", item.get())
                    .add("heard", ended.heard())
                    .build()
                    .toString());
        }
        messages.add(events.of("parley.turn")
                .add("response_id", response)
                .add("cause", ended.report().cause())
                .add("cut", ended.cut())
                .add("parts", parts(ended.report()))
                .build()
                .toString());
        return messages;
    }

    private static JsonObjectBuilder parts(TurnReport report) {
        var parts = JSON.createObjectBuilder();
        part(parts, "endpointing", report.endpointing());
        part(parts, "hear", report.hear());
        part(parts, "first_token", report.firstToken());
        part(parts, "first_piece", report.firstPiece());
        part(parts, "act", report.act());
        part(parts, "speak", report.speak());
        part(parts, "first_audio", report.firstAudio());
        part(parts, "first_sound", report.firstSound());
        part(parts, "reply", report.reply());
        return parts;
    }

    private static void part(JsonObjectBuilder parts, String name, OptionalLong ms) {
        ms.ifPresent(value -> parts.add(name + "_ms", value));
    }

    @Override
    public List<String> stopped() {
        sounds = false;
        if (callerSpeaks || untold) {
            untold = false;
            var messages = new ArrayList<>(speechStarted());
            messages.addAll(callerSpeaks ? List.of() : callerQuiet());
            return messages;
        }
        return List.of(events.of("output_audio_buffer.cleared")
                .add("response_id", agent.map(AgentItem::responseId).orElse(ItemIds.response(turn, parts)))
                .build()
                .toString());
    }

    @Override
    public List<String> ended(String reason) {
        return List.of(events.of("parley.ended").add("reason", reason).build().toString());
    }

    /** The client cancels; false: there is nothing to cancel. */
    boolean cancels() {
        stoppedByClient = agent.isPresent();
        return agent.isPresent();
    }

    List<String> wrote(Optional<String> wished, String text) {
        var item = JSON.createObjectBuilder()
                .add("id", wished.orElseGet(() -> ItemIds.ofUser(userItems++)))
                .add("object", "realtime.item")
                .add("type", "message")
                .add("role", "user")
                .add("status", "completed")
                .add(
                        "content",
                        JSON.createArrayBuilder()
                                .add(JSON.createObjectBuilder()
                                        .add("type", "input_text")
                                        .add("text", text)))
                .build();
        return both(item);
    }

    List<String> answered(Optional<String> wished, String callId, String output) {
        return both(JSON.createObjectBuilder()
                .add("id", wished.orElseGet(() -> ItemIds.ofUser(userItems++)))
                .add("object", "realtime.item")
                .add("type", "function_call_output")
                .add("status", "completed")
                .add("call_id", callId)
                .add("output", output)
                .build());
    }

    private List<String> both(JsonObject item) {
        return List.of(
                events.of("conversation.item.added")
                        .addNull("previous_item_id")
                        .add("item", item)
                        .build()
                        .toString(),
                events.of("conversation.item.done")
                        .addNull("previous_item_id")
                        .add("item", item)
                        .build()
                        .toString());
    }

    List<String> cleared() {
        return List.of(events.of("input_audio_buffer.cleared").build().toString());
    }

    List<String> truncated(String itemId, long ms) {
        return List.of(events.of("conversation.item.truncated")
                .add("item_id", itemId)
                .add("content_index", 0)
                .add("audio_end_ms", ms)
                .build()
                .toString());
    }

    List<String> error(BadEvent bad) {
        return List.of(events.error(bad));
    }
}
