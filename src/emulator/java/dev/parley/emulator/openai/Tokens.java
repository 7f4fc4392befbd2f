package dev.parley.emulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in pieces about as long as a tokenizer makes them: a word with the space before it, long words in parts. */
public final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*[\\p{L}\\p{M}'’]{1,8}|\\s*\\p{N}{1,3}|\\s*[^\\p{L}\\p{M}\\p{N}\\s]|\\s+");

    private Tokens() {}

    /** The pieces; joined they are the text. */
    public static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }

    public static int count(String text) {
        return of(text).size();
    }
}
