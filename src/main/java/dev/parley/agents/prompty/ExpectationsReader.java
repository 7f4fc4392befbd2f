package dev.parley.agents.prompty;

import dev.parley.agents.ExpectedCall;
import dev.parley.agents.ExpectedCall.EndedBy;
import dev.parley.agents.ExpectedReply;
import dev.parley.agents.ExpectedReply.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a test expects: of the agent's reply to one step, and of the whole call. */
final class ExpectationsReader {
    private static final Map<String, EndedBy> ENDED_BY =
            Map.of("agent", EndedBy.AGENT, "caller", EndedBy.CALLER, "transfer", EndedBy.TRANSFER);

    private final List<String> tools;

    /** @param tools of the persona */
    ExpectationsReader(List<String> tools) {
        this.tools = tools;
    }

    ExpectedReply ofReply(Section expect) {
        return reply(expect, expect.millis("replyMs"));
    }

    ExpectedCall ofCall(Section expect) {
        var replyMs = expect.section("replyMs");
        return new ExpectedCall(
                reply(expect, Optional.empty()),
                expect.choice("endedBy", ENDED_BY),
                expect.integer("turnsAtMost").map(OptionalInt::of).orElse(OptionalInt.empty()),
                expect.text("handOff"),
                replyMs.millis("p50"),
                replyMs.millis("p95"),
                expect.millis("firstSoundMs"),
                expect.millis("bargeInMs"));
    }

    private ExpectedReply reply(Section expect, Optional<Duration> within) {
        return new ExpectedReply(
                texts(expect, "says"),
                texts(expect, "doesNotSay"),
                pattern(expect),
                expect.text("judge"),
                expect.sections("calls").stream().map(this::call).toList(),
                within);
    }

    /** One text or a list of them; a number is a text, too. */
    private static List<String> texts(Section expect, String key) {
        var value = expect.value(key).orElse(List.of());
        var items = value instanceof List<?> list ? list : List.of(value);
        return items.stream().map(item -> String.valueOf(item).strip()).toList();
    }

    private static Optional<String> pattern(Section expect) {
        var pattern = expect.text("matches");
        pattern.ifPresent(text -> {
            try {
                Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                expect.error("matches", expect.at("matches") + " is no regular expression: " + e.getDescription());
            }
        });
        return pattern;
    }

    private Call call(Section call) {
        var tool = call.text("tool").orElse("");
        if (!tools.contains(tool)) {
            call.error("tool", call.at("tool") + " is no tool of this persona" + Nearest.hint(tool, tools));
        }
        var with = new LinkedHashMap<String, Object>();
        var section = call.section("with");
        section.keys().forEach(key -> section.value(key).ifPresent(value -> with.put(key, value)));
        return new Call(tool, with);
    }
}
