package dev.parley.conversation;

/**
 * What a line is told that can show more than sound: who speaks and what the words are, in order. Told on the conversation's
 * thread. Words stay out of {@code toString}.
 */
public sealed interface Caption {
    /** The caller's voice began. */
    record CallerSpeaks() implements Caption {}

    /** The caller's voice ended; what it was follows, if it was anything. */
    record CallerQuiet() implements Caption {}

    /** An utterance of the caller that counts; {@code corrects}: instead of the one before. */
    record CallerSaid(String text, boolean corrects) implements Caption {
        @Override
        public String toString() {
            return "CallerSaid[corrects=" + corrects + "]";
        }
    }

    /** The agent has the floor; {@code cause} as in {@link TurnReport}. */
    record TurnBegan(TurnId turn, String cause) implements Caption {}

    /** Another persona has the call from now on. */
    record HandedOver(String personaId, String name, String revision) implements Caption {}

    /** More words of that piece, which are or will be heard unless the turn is cut. */
    record AgentSays(PieceId piece, String words) implements Caption {
        @Override
        public String toString() {
            return "AgentSays[" + piece + "]";
        }
    }

    /**
     * A tool is to run; {@code byClient}: whoever is at this line runs it and answers by {@link LiveConversation#toolAnswered}.
     *
     * @param arguments JSON, as the model wrote it
     */
    record ToolCalled(TurnId turn, String callId, String name, String arguments, boolean byClient) implements Caption {
        @Override
        public String toString() {
            return "ToolCalled[" + turn + ", " + name + ", byClient=" + byClient + "]";
        }
    }

    record ToolEnded(TurnId turn, String callId, String name, boolean failed) implements Caption {}

    /**
     * The agent's turn is over.
     *
     * @param heard all that was heard of it
     * @param cut whether there was more
     */
    record TurnEnded(TurnReport report, String heard, boolean cut) implements Caption {
        @Override
        public String toString() {
            return "TurnEnded[" + report.turn() + ", cut=" + cut + "]";
        }
    }
}
