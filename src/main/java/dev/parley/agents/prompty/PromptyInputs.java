package dev.parley.agents.prompty;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PromptNotRendered;
import java.util.ArrayList;
import java.util.HashSet;
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

    /** What the earlier system gave every prompt; its files have an {@code id} and do not declare it (prior-systems §5.1). */
    private static final String CUSTOMER = "customer";

    private static final String SOMEBODY = "the customer";

    private static final Set<String> RICH = Set.of("thread", "image", "file", "audio");

    private final List<Input> inputs;

    private PromptyInputs(List<Input> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    private record Input(String name, String kind, boolean required, Optional<Object> byDefault) {
        boolean rich() {
            return RICH.contains(kind);
        }
    }

    /** Names that a prompt may use without declaring them. */
    static Set<String> undeclared(Section file) {
        var names = new HashSet<>(OF_THE_CALL);
        if (file.text("id").isPresent()) {
            names.add(CUSTOMER);
        }
        return names;
    }

    /** Finds fault with one that has no name, or is required and no call could fill it. */
    static PromptyInputs of(Section file) {
        var inputs = new ArrayList<Input>();
        boolean withCustomer = undeclared(file).contains(CUSTOMER);
        for (var section : file.sections("inputs")) {
            var name = section.text("name");
            if (name.isEmpty()) {
                section.error("name", "an input has no name");
                continue;
            }
            var required = section.flag("required");
            var byDefault = section.value("default")
                    .or(() -> withCustomer && name.get().equals(CUSTOMER) ? Optional.of(SOMEBODY) : Optional.empty());
            if (required && byDefault.isEmpty() && !OF_THE_CALL.contains(name.get())) {
                section.error(
                        "required",
                        "required input '" + name.get() + "' has no default and is no value that a call gives");
            }
            inputs.add(new Input(name.get(), section.text("kind").orElse("string"), required, byDefault));
        }
        if (withCustomer && inputs.stream().noneMatch(input -> input.name().equals(CUSTOMER))) {
            inputs.add(new Input(CUSTOMER, "string", false, Optional.of(SOMEBODY)));
        }
        return new PromptyInputs(inputs);
    }

    /**
     * What the template sees; names that are neither declared nor of every call are left out.
     *
     * @throws PromptNotRendered when a required one is missing
     */
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

    /** What a prompt can be given: what it declares, and what every call gives. */
    List<PersonaFormat.Input> listed() {
        var result = new ArrayList<PersonaFormat.Input>();
        for (var input : inputs) {
            result.add(new PersonaFormat.Input(
                    input.name(),
                    input.kind(),
                    input.required(),
                    input.byDefault(),
                    OF_THE_CALL.contains(input.name())));
        }
        OF_THE_CALL.stream()
                .sorted()
                .filter(name -> inputs.stream().noneMatch(input -> input.name().equals(name)))
                .map(name -> new PersonaFormat.Input(name, "string", false, Optional.empty(), true))
                .forEach(result::add);
        return result;
    }
}
