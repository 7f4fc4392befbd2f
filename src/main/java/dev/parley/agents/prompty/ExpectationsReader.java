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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a test expects: of the agent's reply to one step, and of the whole call. */
final class ExpectationsReader {
    static final Set<String> REPLY_KEYS = Set.of("says", "doesNotSay", "matches", "judge", "calls", "replyMs");
    static final Set<String> CALL_KEYS = Set.of(
            "says",
            "doesNotSay",
            "matches",
            "judge",
            "calls",
            "endedBy",
            "turnsAtMost",
            "handOff",
            "replyMs",
            "firstSoundMs",
            "bargeInMs");
    private static final Map<String, EndedBy> ENDED_BY =
            Map.of("agent", EndedBy.AGENT, "caller", EndedBy.CALLER, "transfer", EndedBy.TRANSFER);
    private static final int MOST_TEXTS = 20;
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_WAIT_MS = 60_000;

    private final List<String> tools;

    /** @param tools of the persona */
    ExpectationsReader(List<String> tools) {
        this.tools = tools;
    }

    /** @throws FaultyFile with line and reason */
    ExpectedReply ofReply(Section expect) {
        expect.knowsOnly(REPLY_KEYS);
        return reply(expect, time(expect, "replyMs"));
    }

    /** @throws FaultyFile with line and reason */
    ExpectedCall ofCall(Section expect) {
        expect.knowsOnly(CALL_KEYS);
        var replyMs = expect.section("replyMs");
        replyMs.knowsOnly(Set.of("p50", "p95"));
        return new ExpectedCall(
                reply(expect, Optional.empty()),
                expect.choice("endedBy", ENDED_BY),
                expect.integer("turnsAtMost", 1, 100).map(OptionalInt::of).orElse(OptionalInt.empty()),
                expect.text("handOff"),
                time(replyMs, "p50"),
                time(replyMs, "p95"),
                time(expect, "firstSoundMs"),
                time(expect, "bargeInMs"));
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

    private static Optional<Duration> time(Section expect, String key) {
        return expect.millis(key, 1, LONGEST_WAIT_MS);
    }

    /** One text or a list of them; a number is a text, too. */
    private static List<String> texts(Section expect, String key) {
        var value = expect.value(key).orElse(List.of());
        var items = value instanceof List<?> list ? list : List.of(value);
        if (!items.stream().allMatch(item -> item instanceof String || item instanceof Number)) {
            throw expect.fault(key, expect.at(key) + " must be a text or a list of texts");
        }
        var texts = items.stream().map(item -> item.toString().strip()).toList();
        if (texts.size() > MOST_TEXTS
                || texts.stream().anyMatch(text -> text.isEmpty() || text.length() > LONGEST_TEXT)) {
            throw expect.fault(
                    key,
                    expect.at(key) + " has at most " + MOST_TEXTS + " texts of 1 to " + LONGEST_TEXT + " characters");
        }
        return texts;
    }

    private static Optional<String> pattern(Section expect) {
        var pattern = expect.text("matches");
        pattern.ifPresent(text -> {
            try {
                Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw expect.fault(
                        "matches", expect.at("matches") + " is no regular expression: " + e.getDescription());
            }
            if (text.length() > LONGEST_TEXT) {
                throw expect.fault("matches", expect.at("matches") + " has at most " + LONGEST_TEXT + " characters");
            }
        });
        return pattern;
    }

    private Call call(Section call) {
        call.knowsOnly(Set.of("tool", "with"));
        var tool = call.text("tool").orElse("");
        if (!tools.contains(tool)) {
            throw call.fault("tool", call.at("tool") + " is no tool of this persona" + Nearest.hint(tool, tools));
        }
        var with = new LinkedHashMap<String, Object>();
        var section = call.section("with");
        section.keys().forEach(key -> section.value(key).ifPresent(value -> with.put(key, value)));
        return new Call(tool, with);
    }
}
