package dev.parley.call;

import dev.parley.conversation.Conversations;
import dev.parley.conversation.LiveConversation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Lets another session of the model go on with a call of this node, at an operator's wish. Thread-safe, returns at once. */
@ApplicationScoped
public class Rollovers {
    private final SharedCalls shared;
    private final Conversations conversations;

    Rollovers() {
        this(null, null);
    }

    @Inject
    public Rollovers(SharedCalls shared, Conversations conversations) {
        this.shared = shared;
        this.conversations = conversations;
    }

    /** What became of the wish. */
    public enum Fate {
        ASKED,
        /** No call of that id. */
        UNKNOWN,
        /** It is over, on another node, or its persona has no such model. */
        NO_SESSION
    }

    /** @param id ours or the carrier's, of a call, or of a talk that has none */
    public Fate ask(String id) {
        var call = shared.find(Optional.of(id), Optional.of(id))
                .map(found -> found.plan().callId());
        var live = conversations.find(call.orElse(id));
        if (call.isEmpty() && live.isEmpty()) {
            return Fate.UNKNOWN;
        }
        return live.filter(LiveConversation::rollOver).isPresent() ? Fate.ASKED : Fate.NO_SESSION;
    }
}
