package dev.parley.agents.prompty;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Mustache template, by jmustache: maps and lists alone, no partials, no reflection, nothing escaped (prompty §5). */
final class MustacheTemplate implements Template {
    private final com.samskivert.mustache.Template lenient;
    private final com.samskivert.mustache.Template strict;

    MustacheTemplate(String text) {
        var compiler = Mustache.compiler()
                .escapeHTML(false)
                .withCollector(new MapsAndLists())
                .withLoader(name -> {
                    throw new MustacheException("a persona's template loads nothing");
                });
        try {
            lenient = compiler.defaultValue("").compile(text);
            strict = compiler.compile(text);
        } catch (MustacheException e) {
            throw new FaultyFile(1, 0, "template: syntax error", e);
        } catch (StackOverflowError e) {
            throw new FaultyFile(0, 0, "template: nested too deeply", e); // the library goes as deep as the text
        }
    }

    @Override
    public String render(Map<String, Object> values) {
        return render(lenient, values);
    }

    @Override
    public List<Fault> faults(Map<String, Object> values) {
        try {
            render(strict, values);
            return List.of();
        } catch (FaultyFile e) {
            return List.of(new Fault(e.line(), e.column(), e.getMessage()));
        }
    }

    private static String render(com.samskivert.mustache.Template template, Map<String, Object> values) {
        var result = new BoundedText();
        try {
            template.execute(BoundedLists.of(values), result);
            return result.toString();
        } catch (MustacheException.Context e) {
            throw new FaultyFile(
                    e.lineNo, 0, "variable '" + e.key + "' is neither declared under inputs nor given by the call", e);
        } catch (MustacheException e) {
            throw new FaultyFile(1, 0, "template: cannot be rendered", e);
        } catch (BoundedText.Full | BoundedLists.TooManySteps e) {
            throw new FaultyFile(1, 0, "template: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new FaultyFile(0, 0, "template: nested too deeply", e);
        }
    }

    /** Reads maps and lists; the library's default also reads fields and methods. */
    private static final class MapsAndLists extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }
}
