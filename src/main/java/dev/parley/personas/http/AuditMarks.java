package dev.parley.personas.http;

import dev.parley.personas.Histories.Mark;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Where a page of the audit ended, as clients carry it to and fro: {@code 2026-11-21T14:05:00.120Z~2}. */
final class AuditMarks {
    private static final Pattern FORM = Pattern.compile("(\\d{4}-[\\d:.TZ-]{1,26})~(\\d{1,3})");

    private AuditMarks() {}

    static String written(Mark mark) {
        return mark.at() + "~" + mark.given();
    }

    static Mark read(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw Bodies.notValid("after: give what the page before called next");
        }
        try {
            return new Mark(Instant.parse(form.group(1)), Integer.parseInt(form.group(2)));
        } catch (DateTimeParseException e) {
            throw Bodies.notValid("after: does not begin with a time");
        }
    }
}
