package dev.parley.emulator.openai;

import dev.parley.emulator.thinking.Question;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A chat completion request that passed every check.
 *
 * @param model the body's {@code model}; with the dated URL form the path names the deployment instead
 * @param stream answer over SSE
 * @param includeUsage end the stream with a usage chunk
 * @param toolForced a tool was named: the answer's finish reason is then {@code stop}
 * @param stops the answer ends before the first of these
 * @param mostTokens the answer ends after so many
 * @param user the caller's own name for its user
 * @param promptTokens what the prompt counts as
 */
record ChatRequest(
        Question question,
        Optional<String> model,
        boolean stream,
        boolean includeUsage,
        boolean toolForced,
        List<String> stops,
        OptionalInt mostTokens,
        Optional<String> user,
        int promptTokens) {
    ChatRequest {
        stops = List.copyOf(stops);
    }

    /** All that is written in it: the user's name and the messages, one below the other. */
    String words() {
        var all = new StringBuilder(user.orElse(""));
        question.messages().forEach(message -> all.append('\n').append(message.text()));
        return all.toString();
    }
}
