package dev.parley.agents.prompty;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Jinja template, by jinjava. Tags that load files or define code are off, values are never read as templates themselves,
 * methods and properties of Java objects cannot be reached (prompty §5). Of the filters only those are on that make no more
 * of a value than it is: others render, decode YAML, or pad to any length.
 */
final class JinjaTemplate implements Template {
    private static final Set<String> TAGS_THAT_REACH_OUT =
            Set.of("include", "import", "from", "extends", "block", "macro", "call", "do", "eager_reconstruct");

    private static final Set<String> FILTERS = Set.of(
            "abs",
            "capitalize",
            "count",
            "d",
            "default",
            "e",
            "escape",
            "first",
            "float",
            "int",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "reject",
            "rejectattr",
            "reverse",
            "safe",
            "select",
            "selectattr",
            "sort",
            "string",
            "sum",
            "title",
            "tojson",
            "trim",
            "truncate",
            "unique",
            "upper");

    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_]\\w*)[\\w.\\s]*");
    private static final Pattern FILTER = Pattern.compile("\\|\\s*(\\w+)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_RESULT = 256 * 1024;
    private static final int LONGEST_LIST = 1_000;
    private static final Jinjava LENIENT = engine(false);
    private static final Jinjava STRICT = engine(true);

    private final String text;

    JinjaTemplate(String text) {
        this.text = text;
    }

    @Override
    public String render(Map<String, Object> values) {
        var result = rendered(LENIENT, values, new TemplateSteps());
        for (var error : result.getErrors()) {
            var fault = fault(error);
            throw new FaultyFile(fault.line(), fault.column(), fault.reason());
        }
        return result.getOutput();
    }

    /** The library stops at the first unknown name: it is told, given a value, and the trial goes on. */
    @Override
    public List<Fault> faults(Map<String, Object> values) {
        var known = new HashMap<>(values);
        var faults = new LinkedHashSet<Fault>();
        var steps = new TemplateSteps();
        try {
            for (int i = 0; i < MOST_FAULTS; i++) {
                var errors = rendered(STRICT, known, steps).getErrors();
                errors.forEach(error -> faults.add(fault(error)));
                var unknown = errors.stream()
                        .flatMap(error -> unknownName(error).stream())
                        .toList();
                if (unknown.isEmpty() || known.keySet().containsAll(unknown)) {
                    break;
                }
                unknown.forEach(name -> known.put(name, ""));
            }
        } catch (FaultyFile e) {
            faults.add(new Fault(e.line(), e.column(), e.getMessage()));
        }
        return List.copyOf(faults);
    }

    private RenderResult rendered(Jinjava engine, Map<String, Object> values, TemplateSteps steps) {
        var bound = new HashMap<>(values);
        bound.put(TemplateSteps.NAME, steps);
        try {
            return engine.renderForResult(text, bound);
        } catch (StackOverflowError e) {
            throw new FaultyFile(0, 0, "template: nested too deeply", e); // the library goes as deep as the text
        }
    }

    /** Without the library's message, which may quote values. */
    private static Fault fault(TemplateError error) {
        return new Fault(Math.max(1, error.getLineno()), Math.max(0, error.getStartPosition()), reason(error));
    }

    private static String reason(TemplateError error) {
        var unknown = unknownName(error);
        if (unknown.isPresent()) {
            return "variable '" + unknown.get() + "' is neither declared under inputs nor given by the call";
        }
        if (error.getException() instanceof UnknownTokenException token) {
            return "template: " + unknownFilter(token.getToken());
        }
        if (error.getException() instanceof TemplateSteps.TooMuch tooMuch) {
            return "template: " + tooMuch.getMessage();
        }
        var name = error.getFieldName() == null ? "" : " at " + error.getFieldName();
        return "template: " + error.getReason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + name;
    }

    /** The variable that has no value; empty where it is not just a variable. */
    private static Optional<String> unknownName(TemplateError error) {
        return error.getException() instanceof UnknownTokenException unknown
                ? Optional.of(NAME.matcher(unknown.getToken()))
                        .filter(Matcher::matches)
                        .map(matched -> matched.group(1))
                : Optional.empty();
    }

    /** An expression may hold values in quotes, so only the name of its filter is told. */
    private static String unknownFilter(String expression) {
        return FILTER.matcher(QUOTED.matcher(expression).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !FILTERS.contains(name))
                .findFirst()
                .map(name -> "unknown filter " + name + Nearest.hint(name, FILTERS))
                .orElse("an expression has no value");
    }

    private static Jinjava engine(boolean unknownFails) {
        var filtersThatReachOut = new Jinjava()
                .getGlobalContext().getAllFilters().stream()
                        .map(Filter::getName)
                        .filter(name -> !FILTERS.contains(name))
                        .collect(Collectors.toSet());
        var engine = new Jinjava(JinjavaConfig.newBuilder()
                .withDisabled(Map.of(Library.TAG, TAGS_THAT_REACH_OUT, Library.FILTER, filtersThatReachOut))
                .withElResolver(new PlainValues())
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor(TemplateSteps::count)
                        .build())
                .withNestedInterpretationEnabled(false)
                .withFailOnUnknownTokens(unknownFails)
                .withMaxOutputSize(LONGEST_RESULT)
                .withMaxStringLength(LONGEST_RESULT)
                .withRangeLimit(LONGEST_LIST)
                .withMaxListSize(LONGEST_LIST)
                .withMaxMapSize(LONGEST_LIST)
                .withMaxRenderDepth(10)
                .build());
        engine.registerTag(new PlainForTag());
        engine.setResourceLocator((name, charset, interpreter) -> {
            throw new ResourceNotFoundException("a persona's template loads nothing");
        });
        return engine;
    }
}
