package dev.parley.container;

import dev.parley.agents.Tool;
import dev.parley.agents.ToolParam;
import dev.parley.agents.Tools.ToolContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A tool as somebody would add one to the archive: a bean with a dependency of its own. */
@ApplicationScoped
class WeatherDesk {
    private final Almanac almanac;

    /** For the container's proxy. */
    WeatherDesk() {
        this(null);
    }

    @Inject
    WeatherDesk(Almanac almanac) {
        this.almanac = almanac;
    }

    @Tool(
            name = "weather",
            description = "Tells the weather of a town",
            filler = "Let me look outside.",
            timeoutMs = 2000)
    public Forecast weather(@ToolParam(description = "the town") String town, ToolContext context) {
        return new Forecast(almanac.sky(town), Thread.currentThread().isVirtual());
    }

    record Forecast(String sky, boolean onVirtualThread) {}

    /** What the tool needs injected. */
    @ApplicationScoped
    static class Almanac {
        String sky(String town) {
            return "sun over " + town;
        }
    }
}
