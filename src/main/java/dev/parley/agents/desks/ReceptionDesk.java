package dev.parley.agents.desks;

import dev.parley.agents.Tool;
import dev.parley.agents.ToolParam;
import dev.parley.agents.Tools.ToolContext;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opening hours, from {@code data/hours.json}, and messages for the house, kept in memory. Thread-safe. */
@ApplicationScoped
public class ReceptionDesk {
    /** Beyond it the oldest message goes. */
    private static final int MOST_MESSAGES = 1_000;

    private final Path folder;
    private final Clock clock;
    private final Deque<Message> messages = new ArrayDeque<>();
    private int taken;

    /** For the container's proxy. */
    protected ReceptionDesk() {
        this.folder = null;
        this.clock = null;
    }

    @Inject
    public ReceptionDesk(Settings settings) {
        this(settings.personas().directory(), Clock.systemDefaultZone());
    }

    ReceptionDesk(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** A day as a caller names it. */
    public enum Day {
        MONDAY,
        TUESDAY,
        WEDNESDAY,
        THURSDAY,
        FRIDAY,
        SATURDAY,
        SUNDAY,
        TODAY,
        TOMORROW
    }

    public record Hours(String day, boolean open, Optional<String> opensAt, Optional<String> closesAt) {}

    public record Taken(boolean messageTaken, int messageNumber) {}

    /** Words of a caller: they stay out of {@code toString}. */
    record Message(Instant at, String callerNumber, String name, String text) {
        @Override
        public String toString() {
            return "Message[" + at + "]";
        }
    }

    @Tool(name = "opening_hours", description = "Tell when the office is open on a given day.")
    public Hours openingHours(@ToolParam(description = "The day of the week, or today or tomorrow") Day day) {
        var date = LocalDate.now(clock);
        var weekday =
                switch (day) {
                    case TODAY -> date.getDayOfWeek();
                    case TOMORROW -> date.plusDays(1).getDayOfWeek();
                    default -> DayOfWeek.valueOf(day.name());
                };
        var name = weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        var hours = DeskData.read(folder, "hours.json").getJsonObject(name.toLowerCase(Locale.ROOT));
        return hours == null
                ? new Hours(name, false, Optional.empty(), Optional.empty())
                : new Hours(
                        name,
                        true,
                        Optional.of(hours.getString("opens_at")),
                        Optional.of(hours.getString("closes_at")));
    }

    @Tool(
            name = "take_message",
            description = "Take a message for somebody of the house who will call back.",
            sideEffects = true)
    public Taken takeMessage(
            @ToolParam(description = "The caller's name") String name,
            @ToolParam(description = "What the message says and whom it is for") String message,
            ToolContext call) {
        synchronized (messages) {
            if (messages.size() == MOST_MESSAGES) {
                messages.removeFirst();
            }
            messages.addLast(new Message(clock.instant(), call.callerNumber(), name, message));
            return new Taken(true, ++taken);
        }
    }

    /** Messages that wait, oldest first. */
    List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }
}
