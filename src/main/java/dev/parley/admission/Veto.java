package dev.parley.admission;

import java.util.Optional;

/** Somebody who knows why no talk may begin now: a service that takes no more, a server that is stopping. Thread-safe, answers at once. */
public interface Veto {
    Optional<Answer.Refused> against(Wish wish);
}
