package dev.parley.emulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.thinking.Question.ToolUse;
import dev.parley.emulator.thinking.ThinkingPace.Filter;
import dev.parley.emulator.thinking.ThinkingPace.Pace;
import dev.parley.emulator.thinking.Thought;
import dev.parley.emulator.thinking.Thought.Ending;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatStreamTest {
    private static final String STREAM =
            "{'stream':true,'stream_options':{'include_usage':true},'messages':[{'role':'user','content':'Hello'}]}";

    private final Service service = new Service();

    @Test
    void comesInTheServicesOrder() {
        RecordedWire wire = service.thinks(Thought.saying("Nine to five.")).asks(STREAM);
        List<JsonObject> chunks = wire.chunks();

        assertThat(chunks.getFirst().getJsonArray("choices")).isEmpty();
        assertThat(chunks.getFirst()).containsKey("prompt_filter_results");
        assertThat(delta(chunks.get(1)).getString("role")).isEqualTo("assistant");
        assertThat(text(chunks)).isEqualTo("Nine to five.");
        JsonObject finish = choice(chunks.get(chunks.size() - 2));
        assertThat(finish.getString("finish_reason")).isEqualTo("stop");
        assertThat(finish.getJsonObject("delta")).isEmpty();
        JsonObject usage = chunks.getLast().getJsonObject("usage");
        assertThat(usage.getInt("total_tokens"))
                .isEqualTo(usage.getInt("prompt_tokens") + usage.getInt("completion_tokens"));
        assertThat(wire.sent.getLast()).isEqualTo("data: [DONE]\n\n");
        assertThat(wire.sent).allMatch(event -> event.endsWith("\n\n"));
    }

    @Test
    void streamsToolArgumentsInFragmentsKeyedByIndex() {
        var arguments = Json.createObjectBuilder().add("order_id", "A-1042").build();
        Thought two = Thought.calling(
                "One moment.",
                List.of(new ToolUse("", "look_up", arguments.toString()), new ToolUse("", "hours", "{}")));
        List<JsonObject> fragments = service.thinks(two).asks(STREAM).chunks().stream()
                .filter(chunk -> !chunk.getJsonArray("choices").isEmpty())
                .map(ChatStreamTest::delta)
                .filter(delta -> delta.containsKey("tool_calls"))
                .map(delta -> delta.getJsonArray("tool_calls").getJsonObject(0))
                .toList();

        assertThat(fragments.getFirst().getJsonObject("function").getString("name"))
                .isEqualTo("look_up");
        assertThat(fragments.stream().filter(each -> each.containsKey("id"))).hasSize(2);
        assertThat(joined(fragments, 0)).isEqualTo("{\"order_id\":\"A-1042\"}");
        assertThat(joined(fragments, 1)).isEqualTo("{}");
    }

    @Test
    void theAsynchronousFilterSendsChunksWithoutDeltaAndOneAfterTheStop() {
        service.pace.set(new Pace(0, 0, Filter.ASYNC));
        List<JsonObject> chunks = service.thinks(Thought.saying("A long answer. ".repeat(20)))
                .asks(STREAM)
                .chunks();
        List<JsonObject> annotations = chunks.stream()
                .filter(chunk -> !chunk.getJsonArray("choices").isEmpty())
                .filter(chunk -> !choice(chunk).containsKey("delta"))
                .toList();

        assertThat(annotations).hasSizeGreaterThan(2).allSatisfy(chunk -> {
            assertThat(chunk.getString("id")).isEmpty();
            assertThat(choice(chunk)).containsKey("content_filter_offsets");
        });
        assertThat(chunks.indexOf(annotations.getLast()))
                .isGreaterThan(chunks.indexOf(chunks.stream()
                        .filter(chunk -> chunk.toString().contains("\"finish_reason\":\"stop\""))
                        .findFirst()
                        .orElseThrow()));
    }

    @Test
    void aBlockedAnswerKeepsWhatWasSaid() {
        Thought blocked = new Thought("So far", List.of(), Ending.CONTENT_FILTER, Optional.empty());
        List<JsonObject> chunks = service.thinks(blocked).asks(STREAM).chunks();

        assertThat(text(chunks)).isEqualTo("So far");
        assertThat(chunks.toString()).contains("\"finish_reason\":\"content_filter\"");
    }

    @Test
    void notesHowLongThePromptWas() {
        JsonObject usage = service.thinks(Thought.saying("Hi."))
                .asks(STREAM)
                .chunks()
                .getLast()
                .getJsonObject("usage");

        assertThat(service.notes()).containsEntry("promptTokens", usage.getInt("prompt_tokens"));
    }

    @Test
    void notesAtWhichChunkTheClientHungUp() {
        RecordedWire wire = new RecordedWire(7);
        service.thinks(Thought.saying("One two three four five six seven eight nine ten."))
                .asks(STREAM, wire);

        assertThat(service.notes()).containsEntry("clientLeftAtChunk", 7).doesNotContainKey("chunksSent");
        assertThat((int) service.notes().get("chunks")).isGreaterThan(10);
    }

    @Test
    void aResetDropsTheConnectionInTheMiddle() {
        service.faults.add(Fault.of(AzureService.OPENAI, FaultKind.RESET));
        RecordedWire wire = service.thinks(Thought.saying("Never heard.")).asks(STREAM);

        assertThat(wire.dropped).isTrue();
        assertThat(wire.sent).noneMatch(event -> event.contains("[DONE]"));
    }

    @Test
    void aStreamCutAtTheTokenLimitFinishesWithLength() {
        RecordedWire wire = service.thinks(Thought.saying("One two three four five."))
                .asks("{'stream':true,'max_tokens':3,'messages':[{'role':'user','content':'Count'}]}");

        assertThat(text(wire.chunks())).isEqualTo("One two three");
        assertThat(wire.sent.get(wire.sent.size() - 2)).contains("\"finish_reason\":\"length\"");
    }

    @Test
    void anAnswerThatIsNotStreamedHasItsUsage() {
        JsonObject body = service.thinks(Thought.saying("Nine to five."))
                .asks("{'messages':[{'role':'user','content':'Hello'}]}")
                .body();

        assertThat(body.getString("object")).isEqualTo("chat.completion");
        assertThat(body.getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("message")
                        .getString("content"))
                .isEqualTo("Nine to five.");
        assertThat(body.getJsonObject("usage").getInt("completion_tokens")).isPositive();
    }

    private static JsonObject choice(JsonObject chunk) {
        return chunk.getJsonArray("choices").getJsonObject(0);
    }

    private static JsonObject delta(JsonObject chunk) {
        return choice(chunk).getJsonObject("delta");
    }

    private static String text(List<JsonObject> chunks) {
        var text = new StringBuilder();
        for (JsonObject chunk : chunks) {
            if (!chunk.getJsonArray("choices").isEmpty() && choice(chunk).containsKey("delta")) {
                text.append(delta(chunk).getString("content", ""));
            }
        }
        return text.toString();
    }

    private static String joined(List<JsonObject> fragments, int index) {
        var text = new StringBuilder();
        for (JsonObject fragment : fragments) {
            if (fragment.getInt("index") == index) {
                text.append(fragment.getJsonObject("function").getString("arguments"));
            }
        }
        return text.toString();
    }
}
