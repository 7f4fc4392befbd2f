package dev.parley.emulator.cosmos.items;

import dev.parley.emulator.cosmos.store.Page;
import dev.parley.emulator.cosmos.wire.Refusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the next page of a query begins, as clients carry it to and fro. It stays right while documents come and go. */
final class Continuation {
    private static final Pattern TOKEN = Pattern.compile("-RID:~(\\d{1,18})#RT:1");

    private Continuation() {}

    static String of(Page page) {
        return "-RID:~" + page.lastNumber() + "#RT:1";
    }

    /** Number of the last document of the page before; 0 for the first page, with which the SDK sends an empty token. */
    static long after(Optional<String> token) {
        if (token.orElse("").isEmpty()) {
            return 0;
        }
        Matcher form = TOKEN.matcher(token.get());
        if (!form.matches()) {
            throw Refusal.badRequest("Invalid Continuation Token");
        }
        return Long.parseLong(form.group(1));
    }
}
