package dev.parley.cascade;

import dev.parley.agents.ChatModel;
import dev.parley.agents.ChatModel.Cure;
import dev.parley.agents.ChatModel.Event;
import dev.parley.agents.ChatModel.Question;
import dev.parley.agents.ChatModel.Thought;
import dev.parley.agents.Persona.Backup;
import dev.parley.conversation.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One question, asked of one deployment after the other, or of the only one once more: when the one before failed or is late. Who sends the first
 * token is heard to the end, the others are closed. All share the wait for the first token. Thread-safe; a cancelled one may
 * deliver one more event that was under way.
 */
final class Asking implements Thought {
    /** A caller hears no difference between this and the time another deployment would take. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);
    /** Waits that throttling services asked for, per question. */
    private static final int MOST_WAITS = 2;

    private final ChatModel model;
    private final Question question;
    private final Optional<Duration> hedgeAfter;
    private final int hedges;
    /** Whether another deployment is there to be asked. */
    private final boolean elsewhere;

    private final Time time;
    private final Consumer<Event> events;
    private final Report report;
    private final long began;
    private final List<Optional<String>> deployments = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Attempt> running = new HashSet<>();
    private Runnable alarm = () -> {};
    private int next;
    private int waits;
    private boolean throttled;
    private Attempt winner;
    private boolean over;

    /** Is told what is done about a fault; called under no lock. */
    interface Report {
        /** @param delay whether the caller may notice */
        void coped(String decision, Map<String, Object> facts, boolean delay);
    }

    Asking(ChatModel model, Question question, Backup backup, Time time, Consumer<Event> events, Report report) {
        this.model = model;
        this.question = question;
        this.hedgeAfter = backup.hedgeAfter();
        this.hedges = hedgeAfter.isPresent() ? backup.hedges() : 0;
        this.time = time;
        this.events = events;
        this.report = report;
        this.began = time.nanos();
        deployments.add(question.deployment());
        backup.deployments().forEach(name -> deployments.add(Optional.of(name)));
        this.elsewhere = deployments.size() > 1;
        while (deployments.size() <= Math.max(1, hedges)) {
            deployments.add(question.deployment());
        }
    }

    Asking begun() {
        ask(new Attempt(0));
        return this;
    }

    @Override
    public void cancel() {
        List<Attempt> ended;
        lock.lock();
        try {
            over = true;
            alarm.run();
            ended = List.copyOf(running);
            running.clear();
        } finally {
            lock.unlock();
        }
        ended.forEach(Attempt::close);
    }

    /** Asks, and sees to it that the next deployment is asked when this takes long. */
    private void ask(Attempt attempt) {
        lock.lock();
        try {
            if (over || winner != null) {
                return;
            }
            throttled = false;
            running.add(attempt);
            next = Math.max(next, attempt.place + 1);
            alarm.run();
            alarm = next < deployments.size() ? time.after(patience(attempt.place), this::late) : () -> {};
        } finally {
            lock.unlock();
        }
        attempt.begin();
    }

    private Duration patience(int place) {
        var share = question.firstToken().dividedBy(deployments.size());
        return place < hedges ? hedgeAfter.orElse(share) : share;
    }

    private void late() {
        askNext("late", "");
    }

    private void askNext(String why, String reason) {
        int place;
        lock.lock();
        try {
            if (over || winner != null || throttled || next == deployments.size()) {
                return;
            }
            place = next;
        } finally {
            lock.unlock();
        }
        boolean hedge = why.equals("late") && place <= hedges;
        var decision = hedge ? "hedge" : elsewhere ? "fallback asked" : "model asked again";
        report.coped(decision, Map.of("why", why, "reason", reason, "attempt", place + 1), !hedge);
        ask(new Attempt(place));
    }

    private Duration left() {
        return question.firstToken().minusNanos(time.nanos() - began);
    }

    private void received(Attempt from, Event event) {
        if (event instanceof Event.Failed failed && !isWinner(from)) {
            failed(from, failed);
        } else if (wins(from)) {
            events.accept(event);
        }
    }

    private boolean isWinner(Attempt attempt) {
        lock.lock();
        try {
            return winner == attempt;
        } finally {
            lock.unlock();
        }
    }

    /** The first who says anything is the answer. */
    private boolean wins(Attempt attempt) {
        List<Attempt> losers;
        lock.lock();
        try {
            if (over || winner != null) {
                return !over && winner == attempt;
            }
            winner = attempt;
            alarm.run();
            running.remove(attempt);
            losers = List.copyOf(running);
            running.clear();
            running.add(attempt);
        } finally {
            lock.unlock();
        }
        losers.forEach(Attempt::close);
        return true;
    }

    private void failed(Attempt attempt, Event.Failed failure) {
        boolean last;
        Duration wait;
        lock.lock();
        try {
            if (over || winner != null || !running.remove(attempt)) {
                return;
            }
            if (isVain(failure)) {
                next = deployments.size();
            }
            wait = wait(failure);
            if (!wait.isZero()) {
                waits++;
                throttled = true;
                alarm.run();
                alarm = time.after(wait, () -> ask(attempt.again()));
            }
            last = wait.isZero() && next == deployments.size() && running.isEmpty();
            over = last;
        } finally {
            lock.unlock();
        }
        if (last) {
            events.accept(new Event.Failed(failure.reason(), false));
        } else if (!wait.isZero()) {
            report.coped("throttle waited", Map.of("wait_ms", wait.toMillis()), true);
        } else {
            askNext("failed", failure.reason());
        }
    }

    /** A refused key or question is refused everywhere; a throttled or missing deployment, where there is no other. */
    private boolean isVain(Event.Failed failure) {
        boolean here = failure.cure() == Cure.ASK_AGAIN && failure.retryAfter().isZero();
        return failure.cure() == Cure.NONE || !elsewhere && !here;
    }

    /** How long the same deployment is left alone before it is asked again; zero: another one is better, or nothing helps. */
    private Duration wait(Event.Failed failure) {
        var asked = failure.retryAfter();
        var most = elsewhere && next < deployments.size() ? SHORT_WAIT : left().dividedBy(2);
        boolean sensible = failure.cure() == Cure.ASK_AGAIN && waits < MOST_WAITS && running.isEmpty();
        return sensible && asked.compareTo(most) <= 0 ? asked : Duration.ZERO;
    }

    /** The question at one deployment. */
    private final class Attempt {
        private final int place;
        private Thought thought;
        private boolean closed;

        Attempt(int place) {
            this.place = place;
        }

        Attempt again() {
            return new Attempt(place);
        }

        void begin() {
            var asked = model.ask(question.at(deployments.get(place), left()), event -> received(this, event));
            lock.lock();
            try {
                thought = asked;
                if (!closed) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            asked.cancel();
        }

        void close() {
            Thought open;
            lock.lock();
            try {
                closed = true;
                open = thought;
            } finally {
                lock.unlock();
            }
            if (open != null) {
                open.cancel();
            }
        }
    }
}
