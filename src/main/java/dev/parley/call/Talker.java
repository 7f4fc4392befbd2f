package dev.parley.call;

import java.util.Map;
import java.util.Optional;

/**
 * Somebody who talks without a phone.
 *
 * @param user who it is, as the server knows it
 * @param by the wire contract, a word; stands where a phone call has the called number
 * @param persona whom they want to talk to; empty: the default
 * @param context values for the prompt
 * @param traceParent W3C trace context of the request that opened the socket
 * @param answersTools whether the client runs the tools that the persona leaves to it
 */
public record Talker(
        String user,
        String by,
        Optional<String> persona,
        Map<String, String> context,
        Optional<String> traceParent,
        boolean answersTools) {
    public Talker {
        context = Map.copyOf(context);
    }

    @Override
    public String toString() {
        return "Talker[" + by + "]";
    }
}
