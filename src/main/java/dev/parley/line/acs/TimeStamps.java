package dev.parley.line.acs;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Time stamps of media messages: ISO-8601 as ACS writes it, numbers as other clients do (prior-systems §12.7). */
final class TimeStamps {
    private static final int SHORTEST_ISO = "2024-11-15T19:16:12Z".length();

    private TimeStamps() {}

    /** Milliseconds since 1970; 0 when the text is no time. */
    static long ofText(String text) {
        if (text.length() < SHORTEST_ISO || text.charAt(text.length() - 1) != 'Z' || text.charAt(10) != 'T') {
            return ofOtherText(text);
        }
        try {
            var days = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                    .toEpochDay();
            var seconds = digits(text, 11, 13) * 3600 + digits(text, 14, 16) * 60 + digits(text, 17, 19);
            var ms = 0;
            for (int index = 20, weight = 100; index < text.length() - 1 && weight > 0; index++, weight /= 10) {
                ms += digits(text, index, index + 1) * weight;
            }
            return (days * 86_400 + seconds) * 1000 + ms;
        } catch (DateTimeException noDate) {
            return 0;
        }
    }

    /** Seconds, milliseconds or microseconds since 1970; 0 for a number too small to be a time, such as a counter. */
    static long ofNumber(double number) {
        if (number >= 1e14) {
            return (long) (number / 1000);
        }
        if (number >= 1e11) {
            return (long) number;
        }
        return number >= 1e8 ? (long) (number * 1000) : 0;
    }

    private static long ofOtherText(String text) {
        try {
            return text.indexOf('T') > 0
                    ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                    : ofNumber(Double.parseDouble(text));
        } catch (DateTimeException | NumberFormatException noTime) {
            return 0;
        }
    }

    private static int digits(String text, int from, int to) {
        var value = 0;
        for (var index = from; index < to; index++) {
            var digit = text.charAt(index) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
