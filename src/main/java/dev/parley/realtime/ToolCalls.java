package dev.parley.realtime;

import dev.parley.agents.ChatMessage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tool calls for whose answers the session that serves waits. Guarded by its session's lock. */
final class ToolCalls {
    private final Set<String> waiting = new LinkedHashSet<>();

    void wanted(String call) {
        waiting.add(call);
    }

    /** Another session serves, which knows them as something that was said. */
    void forget() {
        waiting.clear();
    }

    /** The answers that the history has by now, by call and in the order of the calls: the model gets each once. */
    Map<String, String> answers(List<ChatMessage> history) {
        var known = new LinkedHashMap<String, String>();
        for (var message : history) {
            if (message instanceof ChatMessage.ToolAnswer answer) {
                known.put(answer.toolCallId(), answer.content());
            }
        }
        var answers = new LinkedHashMap<String, String>();
        for (var call : waiting) {
            if (known.containsKey(call)) {
                answers.put(call, known.get(call));
            }
        }
        waiting.removeAll(answers.keySet());
        return answers;
    }
}
