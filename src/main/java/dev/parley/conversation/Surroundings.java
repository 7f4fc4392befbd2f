package dev.parley.conversation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What conversations live on.
 *
 * @param executor for the conversation's own thread
 * @param time for its deadlines and for what it measures
 * @param observers told of its turns
 * @param memories told what another node would need to go on
 */
public record Surroundings(Executor executor, Time time, List<TurnObserver> observers, Memories memories) {
    public Surroundings {
        observers = List.copyOf(observers);
    }

    /** For conversations that nobody could go on with. */
    public Surroundings(Executor executor, Time time, List<TurnObserver> observers) {
        this(executor, time, observers, (snapshot, elsewhere) -> {});
    }

    /** Of the call's span, where an observer writes one. */
    Optional<String> traceParent(String callId) {
        return observers.stream()
                .flatMap(observer -> observer.traceParent(callId).stream())
                .findFirst();
    }
}
