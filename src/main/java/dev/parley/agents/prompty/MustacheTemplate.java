package dev.parley.agents.prompty;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
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
            throw new FaultyFile(1, "template: syntax error", e);
        }
    }

    @Override
    public String render(Map<String, Object> values) {
        return render(lenient, values);
    }

    @Override
    public void check(Map<String, Object> values) {
        render(strict, values);
    }

    private static String render(com.samskivert.mustache.Template template, Map<String, Object> values) {
        try {
            return template.execute(values);
        } catch (MustacheException.Context e) {
            throw new FaultyFile(
                    e.lineNo, "variable '" + e.key + "' is neither declared under inputs nor given by the call", e);
        } catch (MustacheException e) {
            throw new FaultyFile(1, "template: cannot be rendered", e);
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
