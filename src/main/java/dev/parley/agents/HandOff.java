package dev.parley.agents;

/**
 * Another persona that may take over.
 *
 * @param to who; whether there is such a persona is the store's to say
 * @param when in words for the model
 */
public record HandOff(PersonaId to, String when) {
    private static final String PREFIX = "hand_off_to_";
    /** azure-openai-chat §3. */
    private static final int LONGEST_NAME = 64;

    private static final String PARAMETERS =
            "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\",\"description\":"
                    + "\"What the caller wants, in one sentence, for who takes over\"}},\"required\":[\"reason\"]}";

    /** The name under which a model asks for it; of an id that is too long a part, and a sum of the whole. */
    public String tool() {
        var name = PREFIX + to.value().replace('-', '_');
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        var sum = "_" + Integer.toHexString(to.value().hashCode());
        return name.substring(0, LONGEST_NAME - sum.length()) + sum;
    }

    /** How it is offered to the model. */
    public ToolSchema schema() {
        return new ToolSchema(
                tool(), "Hand the call over to a colleague, who goes on with it. Use it when: " + when, PARAMETERS);
    }
}
