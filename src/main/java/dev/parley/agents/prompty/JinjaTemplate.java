package dev.parley.agents.prompty;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A Jinja template, by jinjava. Tags that load files or define code are off, values are never read as templates themselves,
 * methods and properties of Java objects cannot be reached (prompty §5).
 */
final class JinjaTemplate implements Template {
    private static final Set<String> TAGS_THAT_REACH_OUT =
            Set.of("include", "import", "from", "extends", "block", "macro", "call", "do", "eager_reconstruct");

    private static final int LONGEST_RESULT = 256 * 1024;
    private static final int MOST_STEPS = 1_000;
    private static final Jinjava LENIENT = engine(false);
    private static final Jinjava STRICT = engine(true);

    private final String text;

    JinjaTemplate(String text) {
        this.text = text;
    }

    @Override
    public String render(Map<String, Object> values) {
        return render(LENIENT, values);
    }

    @Override
    public void check(Map<String, Object> values) {
        render(STRICT, values);
    }

    private String render(Jinjava engine, Map<String, Object> values) {
        var result = engine.renderForResult(text, values);
        for (var error : result.getErrors()) {
            throw new FaultyFile(Math.max(1, error.getLineno()), reason(error));
        }
        return result.getOutput();
    }

    /** Without the library's message, which may quote values. */
    private static String reason(TemplateError error) {
        if (error.getException() instanceof UnknownTokenException unknown) {
            return "variable '" + unknown.getToken() + "' is neither declared under inputs nor given by the call";
        }
        var name = error.getFieldName() == null ? "" : " at " + error.getFieldName();
        return "template: " + error.getReason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + name;
    }

    private static Jinjava engine(boolean unknownFails) {
        var engine = new Jinjava(JinjavaConfig.newBuilder()
                .withDisabled(Map.of(Library.TAG, TAGS_THAT_REACH_OUT))
                .withElResolver(new PlainValues())
                .withNestedInterpretationEnabled(false)
                .withFailOnUnknownTokens(unknownFails)
                .withMaxOutputSize(LONGEST_RESULT)
                .withMaxStringLength(LONGEST_RESULT)
                .withRangeLimit(MOST_STEPS)
                .withMaxListSize(MOST_STEPS)
                .withMaxMapSize(MOST_STEPS)
                .withMaxRenderDepth(10)
                .build());
        engine.setResourceLocator((name, charset, interpreter) -> {
            throw new ResourceNotFoundException("a persona's template loads nothing");
        });
        return engine;
    }
}
