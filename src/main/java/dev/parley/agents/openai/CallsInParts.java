package dev.parley.agents.openai;

import com.azure.ai.openai.models.ChatCompletionsFunctionToolCall;
import com.azure.ai.openai.models.ChatCompletionsToolCall;
import dev.parley.agents.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Tool calls put together from their fragments. The service numbers them, but the SDK drops the number; it is not needed:
 * only the first fragment of a call has an id, and one call is finished before the next begins (azure-openai-chat §4.3).
 */
final class CallsInParts {
    private static final int MOST_CALLS = 128;
    private static final int LONGEST_ARGUMENTS = 64 * 1024;

    private final List<Part> parts = new ArrayList<>();

    private static final class Part {
        private final String id;
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        Part(String id) {
            this.id = id;
        }
    }

    /** @throws IllegalStateException when the fragments make no sense */
    void add(ChatCompletionsToolCall fragment) {
        if (fragment.getId() != null && !fragment.getId().isEmpty()) {
            parts.add(new Part(fragment.getId()));
        }
        if (parts.isEmpty() || parts.size() > MOST_CALLS) {
            throw new IllegalStateException("tool calls that cannot be put together");
        }
        if (fragment instanceof ChatCompletionsFunctionToolCall call && call.getFunction() != null) {
            var part = parts.get(parts.size() - 1);
            if (call.getFunction().getName() != null) {
                part.name += call.getFunction().getName();
            }
            if (call.getFunction().getArguments() != null) {
                part.arguments.append(call.getFunction().getArguments());
            }
            if (part.arguments.length() > LONGEST_ARGUMENTS) {
                throw new IllegalStateException("tool arguments without end");
            }
        }
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    List<ToolCall> whole() {
        return parts.stream()
                .map(part -> new ToolCall(part.id, part.name, part.arguments.toString()))
                .toList();
    }
}
