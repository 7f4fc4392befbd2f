package dev.parley.realtime;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The model's sessions of one call: the one that serves, and one that may stand by to take over. Guarded by its session's lock. */
final class Upstreams {
    private final RealtimeModel model;
    private final BiConsumer<Upstream, RealtimeEvent> events;
    private Upstream serving;
    private Optional<Upstream> next = Optional.empty();

    /** One of them. */
    static final class Upstream {
        RealtimeModel.Session session;
        boolean ready;
        boolean lost;
        private Optional<Duration> lasts = Optional.empty();
        private long readyAt;

        void ready(RealtimeEvent.Ready with, long nowNanos) {
            ready = true;
            lasts = with.lasts();
            readyAt = nowNanos;
        }

        /** How long it can still live; empty where nobody told. */
        Optional<Duration> lasts(long nowNanos) {
            return lasts.map(life -> life.minusNanos(nowNanos - readyAt));
        }
    }

    /** @param events told by whom; calls may come from any thread, not from within the methods of this */
    Upstreams(RealtimeModel model, BiConsumer<Upstream, RealtimeEvent> events) {
        this.model = model;
        this.events = events;
    }

    /** Opens the one that serves from now on, or lets the one that stands by do so; the one before is closed. */
    void replace(RealtimeModel.Setup setup) {
        var before = Optional.ofNullable(serving);
        serving = next.orElseGet(() -> opened(setup));
        next = Optional.empty();
        before.ifPresent(old -> old.session.close());
    }

    /** Opens one that may take over; false where there is one, or nothing to take over from. */
    boolean prepare(RealtimeModel.Setup setup) {
        if (next.isPresent() || !serves()) {
            return false;
        }
        next = Optional.of(opened(setup));
        return true;
    }

    private Upstream opened(RealtimeModel.Setup setup) {
        var upstream = new Upstream();
        upstream.session = model.open(setup, event -> events.accept(upstream, event));
        return upstream;
    }

    Upstream serving() {
        return serving;
    }

    boolean serves() {
        return serving.ready && !serving.lost;
    }

    boolean standsBy(Upstream upstream) {
        return next.filter(upstream::equals).isPresent();
    }

    /** Whether one stands by that could take over at once. */
    boolean canReplace() {
        return next.filter(upstream -> upstream.ready).isPresent();
    }

    /** Nobody is to take over; false where nobody was. */
    boolean dropNext() {
        var dropped = next;
        next = Optional.empty();
        dropped.ifPresent(upstream -> upstream.session.close());
        return dropped.isPresent();
    }

    void close() {
        dropNext();
        serving.session.close();
    }
}
