package dev.parley.agents.prompty;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TextNode;

/**
 * The steps of one rendering, a step being a piece of text, an expression or a tag each time it is come to: loops in loops
 * that write nothing would else run for hours, and so would the parser of expressions on brackets in brackets. Used by one
 * thread.
 */
final class TemplateSteps {
    /** Among the values of a rendering: no template can name it. */
    static final String NAME = "\u0000steps";

    private static final int MOST = 10_000;
    private static final int LONGEST_EXPRESSION = 2_000;
    private static final int DEEPEST_EXPRESSION = 10;

    private int done;

    /** @throws TooMuch at the step after the last, or at an expression that would take too long */
    static void count(Node node, JinjavaInterpreter interpreter) {
        if (interpreter.getContext().get(NAME) instanceof TemplateSteps steps && ++steps.done > MOST) {
            throw new TooMuch("more than " + MOST + " steps", node);
        }
        if (!(node instanceof TextNode) && isComplex(node.getMaster().getImage())) {
            throw new TooMuch("an expression is too long or has too many brackets in brackets", node);
        }
    }

    private static boolean isComplex(String expression) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < expression.length(); i++) {
            switch (expression.charAt(i)) {
                case '(', '[' -> deepest = Math.max(deepest, ++depth);
                case ')', ']' -> depth--;
                default -> {
                    continue;
                }
            }
        }
        return expression.length() > LONGEST_EXPRESSION || deepest > DEEPEST_EXPRESSION;
    }

    /** The rendering would take too long. */
    static final class TooMuch extends InterpretException {
        TooMuch(String message, Node node) {
            super(message, node.getLineNumber(), node.getStartPosition());
        }
    }
}
