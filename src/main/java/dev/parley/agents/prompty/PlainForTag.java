package dev.parley.agents.prompty;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.util.ObjectIterator;
import java.util.List;
import java.util.Map;

/**
 * {@code for} with several names takes apart entries and lists alone. The library's own fills the names with properties of
 * whatever Java object it meets, past {@link PlainValues}.
 */
final class PlainForTag extends ForTag {
    private static final long serialVersionUID = 1;

    @Override
    public String renderForCollection(
            TagNode tag, JinjavaInterpreter interpreter, List<String> names, Object collection) {
        var items = ObjectIterator.getLoop(collection);
        while (names.size() > 1 && items.hasNext()) {
            var item = items.next();
            if (!(item instanceof Map.Entry<?, ?>) && !(item instanceof List<?>)) {
                throw new InterpretException("for: an item has no parts", tag.getLineNumber(), tag.getStartPosition());
            }
        }
        return super.renderForCollection(tag, interpreter, names, collection);
    }
}
