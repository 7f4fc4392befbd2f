package dev.parley.agents.prompty;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;

/**
 * The steps of one rendering, a step being a piece of text, an expression or a tag each time it is come to: loops in loops
 * that write nothing would else run for hours. Used by one thread.
 */
final class TemplateSteps {
    /** Among the values of a rendering: no template can name it. */
    static final String NAME = "\u0000steps";

    private static final int MOST = 10_000;

    private int done;

    static void count(Node node, JinjavaInterpreter interpreter) {
        if (interpreter.getContext().get(NAME) instanceof TemplateSteps steps && ++steps.done > MOST) {
            throw new InterpretException("more than " + MOST + " steps", node.getLineNumber(), node.getStartPosition());
        }
    }
}
