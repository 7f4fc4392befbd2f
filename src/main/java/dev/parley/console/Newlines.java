package dev.parley.console;

/** Browsers send each line of a form's text with CR LF; a text keeps the line ends that it came with. */
public final class Newlines {
    private static final String OF_FORMS = "\r\n";

    private Newlines() {}

    /** The text of a form with the line ends that {@code before} has. */
    public static String as(String before, String submitted) {
        var plain = submitted.replace(OF_FORMS, "\n");
        return before.contains(OF_FORMS) ? plain.replace("\n", OF_FORMS) : plain;
    }
}
