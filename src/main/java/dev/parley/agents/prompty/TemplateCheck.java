package dev.parley.agents.prompty;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Parses the templates of a file and tries each once, so that their faults are found before a call.
 *
 * @param format of the templates
 * @param trial stand-ins for every name that may have a value
 */
record TemplateCheck(String format, Map<String, Object> trial, Findings findings) {
    /** @param firstLine of the file, at which the body begins */
    Optional<Template> ofBody(String text, int firstLine) {
        return checked(text, fault -> {
            int line = fault.line() == 0 ? firstLine : firstLine + fault.line() - 1;
            findings.error(line, fault.column(), fault.reason());
        });
    }

    /** A template that is the value of a key. */
    Optional<Template> ofKey(String text, String path) {
        return checked(text, fault -> findings.error(path, fault.reason()));
    }

    /** Empty when anything is wrong. */
    private Optional<Template> checked(String text, Consumer<Template.Fault> report) {
        if (!Template.FORMATS.contains(format)) {
            findings.error(
                    "template",
                    "Invalid template format: " + format + "; known: " + String.join(" and ", Template.FORMATS));
            return Optional.empty();
        }
        try {
            var template = Template.of(format, text);
            var faults = template.faults(trial);
            faults.forEach(report);
            return faults.isEmpty() ? Optional.of(template) : Optional.empty();
        } catch (FaultyFile e) {
            report.accept(new Template.Fault(e.line(), e.column(), e.getMessage()));
            return Optional.empty();
        }
    }
}
