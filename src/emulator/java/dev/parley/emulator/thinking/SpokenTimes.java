package dev.parley.emulator.thinking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Dates and times of data as a person says them. */
final class SpokenTimes {
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b(?:T[\\d:.]+Z?)?");
    private static final Pattern TIME = Pattern.compile("\\b([01]\\d|2[0-3]):[0-5]\\d(?::\\d{2})?\\b");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, MMMM d", Locale.ENGLISH);

    private SpokenTimes() {}

    /** The text with its ISO dates as "Tuesday, November 24" and its times as "9 am" or "4:30 pm". */
    static String in(String text) {
        String dated = DATE.matcher(text).replaceAll(found -> day(found.group()));
        return TIME.matcher(dated).replaceAll(found -> time(LocalTime.parse(found.group())));
    }

    private static String day(String iso) {
        try {
            return LocalDate.parse(iso.substring(0, 10)).format(DAY);
        } catch (DateTimeException noSuchDay) {
            return iso; // a date that does not exist is said as it stands
        }
    }

    private static String time(LocalTime time) {
        if (time.getMinute() == 0 && time.getHour() == 12) {
            return "noon";
        }
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        String minutes = time.getMinute() == 0 ? "" : String.format(Locale.ROOT, ":%02d", time.getMinute());
        return hour + minutes + (time.getHour() < 12 ? " am" : " pm");
    }
}
