package dev.parley.call;

import dev.parley.admission.Admission;
import dev.parley.admission.Answer;
import dev.parley.admission.Lease;
import dev.parley.admission.Wish;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.Conversations;
import dev.parley.conversation.Opening;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnObserver;
import dev.parley.conversation.TurnReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The leases of this node's talks without a phone: takes them, tells what was used, gives them back. A talk whose user has
 * nothing left of the day is said goodbye to. Thread-safe.
 */
@ApplicationScoped
public class TalkLeases implements TurnObserver {
    private final BiFunction<Wish, Runnable, Answer> admission;
    private final Supplier<Conversations> conversations;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();

    TalkLeases() {
        this(null, (Supplier<Conversations>) null);
    }

    @Inject
    public TalkLeases(Admission admission, Instance<Conversations> conversations) {
        this(admission::admit, conversations::get); // which know their observers, so that this cannot know them at once
    }

    TalkLeases(BiFunction<Wish, Runnable, Answer> admission, Supplier<Conversations> conversations) {
        this.admission = admission;
        this.conversations = conversations;
    }

    /**
     * May wait for the session store.
     *
     * @throws CallRefused when this user may not talk now
     */
    void take(String callId, Wish wish) {
        switch (admission.apply(wish, () -> sayGoodbye(callId))) {
            case Answer.Admitted admitted -> leases.put(callId, admitted.lease());
            case Answer.Refused refused ->
                throw new CallRefused(refused.reason().words());
        }
    }

    private void sayGoodbye(String callId) {
        conversations.get().find(callId).ifPresent(talk -> talk.sayGoodbye(Ending.TOO_LONG));
    }

    /** The call is over; of one that is no talk there is no lease. */
    void giveBack(String callId) {
        Optional.ofNullable(leases.remove(callId)).ifPresent(Lease::ended);
    }

    @Override
    public void used(String callId, long tokens) {
        Optional.ofNullable(leases.get(callId)).ifPresent(lease -> lease.used(tokens));
    }

    @Override
    public void began(Opening opening, long atNanos) {
        // it took its lease before
    }

    @Override
    public void turnBegan(String callId, TurnId turn, String cause, long atNanos) {
        // only tokens and time count
    }

    @Override
    public void stageEnded(
            String callId, TurnId turn, Stage stage, long fromNanos, long toNanos, Map<String, Object> facts) {
        // only tokens and time count
    }

    @Override
    public void decided(String callId, TurnId turn, String decision, Map<String, Object> facts, long atNanos) {
        // only tokens and time count
    }

    @Override
    public void turnEnded(String callId, TurnReport report, long atNanos) {
        // only tokens and time count
    }

    /** Also of a talk that never began its call: whoever refuses it gives back by {@link #giveBack}. */
    @Override
    public void ended(String callId, Ending why, Duration lasted, long atNanos) {
        giveBack(callId);
    }
}
