package dev.parley.rehearsal;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When a test's call takes place: now, unless its inputs name a date, a weekday or a time. */
final class CallDay {
    private CallDay() {}

    /** Stands still: a prompt is filled once. */
    static Clock of(Map<String, String> inputs) {
        var zone = ZoneId.systemDefault();
        var today = LocalDate.now(zone);
        var day = Optional.ofNullable(inputs.get("date"))
                .map(LocalDate::parse)
                .or(() -> Optional.ofNullable(inputs.get("weekday"))
                        .map(name -> DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT)))
                        .map(weekday -> today.with(TemporalAdjusters.nextOrSame(weekday))))
                .orElse(today);
        var time = Optional.ofNullable(inputs.get("time")).map(LocalTime::parse).orElseGet(() -> LocalTime.now(zone));
        return Clock.fixed(day.atTime(time).atZone(zone).toInstant(), zone);
    }
}
