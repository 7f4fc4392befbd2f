package dev.parley.emulator.thinking;

import dev.parley.emulator.thinking.ToolSpec.Param;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the tool that fits a caller's words, by name, description, and whether its arguments are among them. */
final class ToolChooser {
    private static final double FITS = 3;

    private final List<ToolSpec> tools;
    private final ArgumentReader reader;

    ToolChooser(List<ToolSpec> tools, ArgumentReader reader) {
        this.tools = tools.stream().filter(tool -> !tool.ends()).toList();
        this.reader = reader;
    }

    /** The tool that fits best; empty if none fits well enough. Of equals, the one declared first. */
    Optional<ToolSpec> fitting(String text) {
        Optional<ToolSpec> best = Optional.empty();
        double most = FITS - 0.5;
        for (ToolSpec tool : tools) {
            double score = score(tool, text);
            if (score > most) {
                most = score;
                best = Optional.of(tool);
            }
        }
        return best;
    }

    private double score(ToolSpec tool, String text) {
        Set<String> said = Words.ideas(text);
        Set<String> name = Words.ideas(Words.spelled(tool.name()));
        Set<String> described = Words.ideas(tool.description());
        double score = 0;
        for (String idea : said) {
            if (name.contains(idea)) {
                score += 3;
            } else if (described.contains(idea)) {
                score += 1.5;
            }
        }
        if (score == 0) {
            return 0;
        }
        for (Param param : tool.params()) {
            Set<String> about = Words.ideas(Words.spelled(param.name()));
            score += said.stream().anyMatch(about::contains) ? 0.5 : 0;
            score += reader.read(param, text, false).isPresent() ? 1.5 : param.required() ? -0.1 : 0;
        }
        return score;
    }
}
