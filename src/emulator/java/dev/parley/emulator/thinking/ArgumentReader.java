package dev.parley.emulator.thinking;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.thinking.ToolSpec.Param;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the value of a tool's parameter out of what the caller says. */
final class ArgumentReader {
    private static final Pattern POLITE_START = Pattern.compile(
            "(?i)^(?:(?:yes|yeah|sure|ok|okay|well|um|uh|please|hi|hello|so|oh)[,.!]?\\s+)*(?:(?:my|the|his|her) (?:\\w+ ){1,2}is|it is|it's|that is|that's|"
                    + "this is|i am|i'm|i would like|i'd like|i want|i need|please tell (?:him|her|them)(?: that)?|tell (?:him|her|them)(?: that)?|"
                    + "say(?: that)?|for)\\s+");
    private static final Pattern POLITE_END = Pattern.compile("(?i)[,\\s]*(?:please|thank you|thanks)?[.!?,\\s]*$");
    private static final Pattern MESSAGE = Pattern.compile(
            "(?i)\\b(?:tell (?:him|her|them|\\w+)(?: that)? (?!you\\b)|message(?: that|:| saying)? |saying (?:that )?|let \\w+ know (?:that )?)(\\S.{4,})$");

    private final Optional<String> today;

    /** @param today the weekday it is, where known */
    ArgumentReader(Optional<String> today) {
        this.today = today;
    }

    /**
     * The value, if the text holds one.
     *
     * @param asked the caller was just asked for it, so that the whole text may be the value
     */
    Optional<JsonValue> read(Param param, String text, boolean asked) {
        if (!param.choices().isEmpty()) {
            return choice(param, text).map(JSON::createValue);
        }
        return switch (param.type()) {
            case "integer" -> numeric(param, text, asked).map(number -> JSON.createValue(number.longValue()));
            case "number" -> numeric(param, text, asked).map(JSON::createValue);
            case "boolean" -> yesOrNo(text, asked);
            case "array" ->
                words(param, text, asked)
                        .map(value -> JSON.createArrayBuilder(List.of(value.split("\\s*,\\s*|\\s+and\\s+")))
                                .build());
            case "object" -> Optional.empty();
            default -> words(param, text, asked).map(JSON::createValue);
        };
    }

    /** Every value the text holds for a code such as an order number: callers ask for two at once. */
    List<String> codes(Param param, String text) {
        return isCode(param)
                ? Spoken.codes(text).stream().map(code -> like(param, code)).toList()
                : List.of();
    }

    private Optional<String> choice(Param param, String text) {
        String said = " " + String.join(" ", Words.all(text)) + " ";
        Set<String> ideas = Words.ideas(text);
        return param.choices().stream()
                .filter(each -> said.contains(" " + Words.spelled(each) + " ")
                        || ideas.containsAll(Words.ideas(Words.spelled(each)))
                                && !Words.ideas(Words.spelled(each)).isEmpty())
                .findFirst()
                .or(() -> Spoken.weekday(text, today).flatMap(day -> param.choices().stream()
                        .filter(each -> each.equalsIgnoreCase(day))
                        .findFirst()));
    }

    private static Optional<BigDecimal> numeric(Param param, String text, boolean asked) {
        boolean countable = param.about()
                .matches(
                        "(?s).*\\b(quantity|count|number of|how many|amount|people|guests|party|pieces|age|size)\\b.*");
        return asked || countable ? Spoken.number(text).map(BigDecimal::new) : Optional.empty();
    }

    private static Optional<JsonValue> yesOrNo(String text, boolean asked) {
        if (!asked) {
            return Optional.empty();
        }
        if (Courtesy.agrees(text)) {
            return Optional.of(JsonValue.TRUE);
        }
        return Courtesy.declines(text) ? Optional.of(JsonValue.FALSE) : Optional.empty();
    }

    private Optional<String> words(Param param, String text, boolean asked) {
        String name = Words.spelled(param.name());
        if (isCode(param)) {
            return Spoken.codes(text).stream()
                    .findFirst()
                    .map(code -> like(param, code))
                    .or(() -> asked ? bare(text).filter(value -> value.matches(".*\\d.*")) : Optional.empty());
        }
        if (name.matches(".*\\b(phone|mobile|callback number|telephone)\\b.*")) {
            return Spoken.phone(text);
        }
        if (name.matches(".*\\be ?mail\\b.*")) {
            return Spoken.mail(text);
        }
        if (name.matches("(?:.* )?(?:day|weekday|day of week)")) {
            return Spoken.weekday(text, today).or(() -> Spoken.date(text));
        }
        if (name.matches("(?:.* )?(?:date|when)")) {
            return Spoken.date(text).or(() -> asked ? bare(text) : Optional.empty());
        }
        if (name.matches("(?:.* )?time")) {
            return Spoken.time(text).or(() -> asked ? bare(text) : Optional.empty());
        }
        if (name.matches("(?:caller |customer |your |full |first |last )*name")) {
            return Spoken.name(text).or(() -> asked ? bare(text) : Optional.empty());
        }
        if (name.matches("message|note|text|reason|comment|question")) {
            Matcher message = MESSAGE.matcher(text);
            return message.find() ? Optional.of(trimmed(message.group(1))) : asked ? bare(text) : Optional.empty();
        }
        if (name.matches("(?:.* )?(?:item|items|product|article|goods|dish|sku|thing)(?: name)?")) {
            return asked && !Goods.hasAmount(text)
                    ? bare(text).map(Goods::withoutArticle)
                    : Goods.named(text).map(ArgumentReader::trimmed);
        }
        return asked ? bare(text) : after(name, text);
    }

    /** "The table is by the window": the words after the parameter's name. */
    private static Optional<String> after(String name, String text) {
        Matcher named = Pattern.compile("(?i)\\b" + Pattern.quote(name) + "(?: is|:| to)? ([^.!?]+)")
                .matcher(text);
        return named.find() ? Optional.of(trimmed(named.group(1))) : Optional.empty();
    }

    /** The text without "it is", "please" and the full stop. */
    private static Optional<String> bare(String text) {
        String value = trimmed(POLITE_START.matcher(text.strip()).replaceFirst(""));
        return value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    private static String trimmed(String text) {
        return POLITE_END.matcher(text.strip()).replaceFirst("");
    }

    private static boolean isCode(Param param) {
        String name = Words.spelled(param.name());
        return name.matches("(?:.* )?(?:id|code|reference|ref)")
                || name.matches("(?:.* )?(?:number|no)") && !name.matches(".*(phone|mobile|callback|of).*");
    }

    /** The code in the shape of the description's example: without dash where that has none. */
    private static String like(Param param, String code) {
        boolean example = param.description().matches("(?s).*\\b\\p{Lu}{1,4}\\d{2,}\\b.*");
        return example ? code.replace("-", "").toUpperCase(Locale.ROOT) : code;
    }
}
