package dev.parley.agents.openai;

import com.azure.ai.openai.models.ChatCompletionsFunctionToolCall;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolDefinition;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolDefinitionFunction;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatCompletionsToolCall;
import com.azure.ai.openai.models.ChatCompletionsToolDefinition;
import com.azure.ai.openai.models.ChatRequestAssistantMessage;
import com.azure.ai.openai.models.ChatRequestMessage;
import com.azure.ai.openai.models.ChatRequestSystemMessage;
import com.azure.ai.openai.models.ChatRequestToolMessage;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.ai.openai.models.FunctionCall;
import com.azure.core.util.BinaryData;
import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel.Question;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;

/** A question in the SDK's words. */
final class ChatRequest {
    private ChatRequest() {}

    static ChatCompletionsOptions of(Question question) {
        var options = new ChatCompletionsOptions(
                question.history().stream().map(ChatRequest::message).toList());
        question.temperature().ifPresent(options::setTemperature);
        question.topP().ifPresent(options::setTopP);
        // max_tokens is refused by reasoning models (azure-openai-chat §3)
        question.maxOutputTokens().ifPresent(options::setMaxCompletionTokens);
        if (!question.tools().isEmpty()) {
            options.setTools(question.tools().stream().map(ChatRequest::tool).toList());
        }
        return options;
    }

    private static ChatRequestMessage message(ChatMessage message) {
        return switch (message) {
            case ChatMessage.Instructions instructions -> new ChatRequestSystemMessage(instructions.text());
            case ChatMessage.Caller caller -> new ChatRequestUserMessage(caller.text());
            case ChatMessage.Agent agent -> {
                var said = new ChatRequestAssistantMessage(agent.text());
                if (!agent.toolCalls().isEmpty()) {
                    said.setToolCalls(
                            agent.toolCalls().stream().map(ChatRequest::call).toList());
                }
                yield said;
            }
            case ChatMessage.ToolAnswer answer -> new ChatRequestToolMessage(answer.content(), answer.toolCallId());
        };
    }

    private static ChatCompletionsToolCall call(ToolCall call) {
        return new ChatCompletionsFunctionToolCall(call.id(), new FunctionCall(call.name(), call.arguments()));
    }

    private static ChatCompletionsToolDefinition tool(ToolSchema schema) {
        return new ChatCompletionsFunctionToolDefinition(
                new ChatCompletionsFunctionToolDefinitionFunction(schema.name())
                        .setDescription(schema.description())
                        .setParameters(BinaryData.fromString(schema.parameters())));
    }
}
