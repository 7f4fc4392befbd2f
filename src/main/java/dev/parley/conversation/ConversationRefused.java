package dev.parley.conversation;

/** No conversation begins; the message says why in plain words and is fit for a close reason. */
public class ConversationRefused extends RuntimeException {
    public ConversationRefused(String message) {
        super(message);
    }

    public ConversationRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
