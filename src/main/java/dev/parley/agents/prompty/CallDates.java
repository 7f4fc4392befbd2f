package dev.parley.agents.prompty;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;

/** When a test's call takes place, where its inputs say so: a test that names no such day is refused. */
final class CallDates {
    private CallDates() {}

    static void check(Section inputs) {
        inputs.text("date")
                .ifPresent(date -> check(inputs, "date", "a date as 2026-05-01", () -> LocalDate.parse(date)));
        inputs.text("time").ifPresent(time -> check(inputs, "time", "a time as 09:30", () -> LocalTime.parse(time)));
        inputs.text("weekday")
                .ifPresent(day -> check(
                        inputs,
                        "weekday",
                        "an English weekday",
                        () -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))));
        if (inputs.has("date") && inputs.has("weekday")) {
            inputs.error("weekday", inputs.at("weekday") + " follows from the date: keep one of them");
        }
    }

    private static void check(Section inputs, String key, String form, Runnable parse) {
        try {
            parse.run();
        } catch (DateTimeException | IllegalArgumentException e) {
            inputs.error(key, inputs.at(key) + " must be " + form);
        }
    }
}
