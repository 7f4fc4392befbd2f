package dev.parley.agents.prompty;

import dev.parley.agents.PromptNotRendered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The inputs that a prompt declares, and how they are filled for one call: the call's value, else the default, else nothing
 * or, where it is required, an error (prompty §4). Kinds that a phone call cannot give (thread, image, file, audio) stay
 * empty: the history of the call follows the prompt anyhow. Immutable.
 */
final class PromptyInputs {
    /** Values that every call has. */
    static final Set<String> OF_THE_CALL = Set.of("callerNumber", "calledNumber", "date", "time", "weekday");

    private static final Set<String> RICH = Set.of("thread", "image", "file", "audio");

    private final List<Input> inputs;

    private PromptyInputs(List<Input> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    private record Input(String name, boolean rich, boolean required, Optional<Object> byDefault) {}

    /** @throws FaultyFile when one has no name, or is required and no call could fill it */
    static PromptyInputs of(Section file) {
        var inputs = new ArrayList<Input>();
        for (var section : file.sections("inputs")) {
            var name = section.text("name").orElseThrow(() -> section.fault("name", "an input has no name"));
            var required = section.flag("required", false);
            var byDefault = section.value("default");
            if (required && byDefault.isEmpty() && !OF_THE_CALL.contains(name)) {
                throw section.fault(
                        "required", "required input '" + name + "' has no default and is no value that a call gives");
            }
            inputs.add(new Input(name, RICH.contains(section.text("kind").orElse("string")), required, byDefault));
        }
        return new PromptyInputs(inputs);
    }

    /** What the template sees; names that are neither declared nor of every call are left out. */
    Map<String, Object> filled(Map<String, Object> values, String persona) {
        var result = new LinkedHashMap<String, Object>();
        for (var name : OF_THE_CALL) {
            if (values.get(name) != null) {
                result.put(name, values.get(name));
            }
        }
        for (var input : inputs) {
            var value = Optional.ofNullable(values.get(input.name())).or(input::byDefault);
            if (value.isEmpty() && input.required()) {
                throw new PromptNotRendered("persona " + persona + ": input '" + input.name() + "' is missing", null);
            }
            value.filter(some -> !input.rich()).ifPresent(some -> result.put(input.name(), some));
        }
        return result;
    }

    /** Stand-ins for a trial rendering: every name that may have a value has one. */
    Map<String, Object> trial() {
        var result = new LinkedHashMap<String, Object>();
        OF_THE_CALL.forEach(name -> result.put(name, name));
        inputs.forEach(input -> result.put(input.name(), input.byDefault().orElse("")));
        return result;
    }
}
