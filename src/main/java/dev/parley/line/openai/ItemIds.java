package dev.parley.line.openai;

import dev.parley.conversation.TurnId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of responses and items: the turn of the agent stands in them, so that a report on one finds it. */
final class ItemIds {
    private static final Pattern OF_AGENT = Pattern.compile("item_a(\\d{1,9})_\\d{1,9}");

    private ItemIds() {}

    static String response(TurnId turn, int part) {
        return "resp_" + turn.number() + "_" + part;
    }

    static String ofAgent(TurnId turn, int part) {
        return "item_a" + turn.number() + "_" + part;
    }

    static String ofUser(int number) {
        return "item_u" + number;
    }

    static Optional<TurnId> turnOf(String itemId) {
        var match = OF_AGENT.matcher(itemId);
        return match.matches() ? Optional.of(new TurnId(Integer.parseInt(match.group(1)))) : Optional.empty();
    }
}
