package dev.parley.web;

import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which services refuse our key. One that does is not asked but for one attempt per pause, and readiness names it until
 * it lets an attempt in. Thread-safe, answers at once.
 */
@ApplicationScoped
public class RefusedKeys {
    private static final Logger LOG = Logger.getLogger(RefusedKeys.class.getName());
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Duration pause;
    private final LongSupplier nanos;
    private final Map<Service, Refusal> refusals = new EnumMap<>(Service.class);

    /** Who has a key of ours. */
    public enum Service {
        ACS("Azure Communication Services"),
        OPENAI("Azure OpenAI"),
        SPEECH("Azure Speech");

        private final String name;

        Service(String name) {
            this.name = name;
        }

        /** For operators. */
        public String refusal() {
            return name + " refuses our key";
        }
    }

    private record Refusal(long sinceNanos, long askedNanos) {}

    RefusedKeys() {
        this(Duration.ZERO, System::nanoTime);
    }

    @Inject
    public RefusedKeys(Settings settings) {
        this(settings.upstream().retryRefusedKey(), System::nanoTime);
    }

    /** @param nanos a clock that only runs forward */
    public RefusedKeys(Duration pause, LongSupplier nanos) {
        this.pause = pause;
        this.nanos = nanos;
    }

    /** Whether a request may be sent; to be asked once for each, since that uses up the attempt of this pause. */
    public synchronized boolean mayAsk(Service service) {
        var refusal = refusals.get(service);
        if (refusal == null) {
            return true;
        }
        long now = nanos.getAsLong();
        if (now - refusal.askedNanos() < pause.toNanos()) {
            return false;
        }
        refusals.put(service, new Refusal(refusal.sinceNanos(), now));
        return true;
    }

    /** It did not let us in. */
    public synchronized void refused(Service service) {
        long now = nanos.getAsLong();
        var before = refusals.get(service);
        refusals.put(service, new Refusal(before == null ? now : before.sinceNanos(), now));
        if (before == null) {
            LOG.log(Level.SEVERE, "{0}; it is asked again every {1} ms", new Object[] {
                service.refusal(), Long.toString(pause.toMillis())
            });
        }
    }

    /** An operation of it succeeded. */
    public synchronized void accepted(Service service) {
        if (refusals.remove(service) != null) {
            LOG.log(Level.INFO, "{0} no longer", service.refusal());
        }
    }

    /** What the status of an answer tells of the key: most errors tell nothing. */
    public void answered(Service service, int httpStatus) {
        if (httpStatus == UNAUTHORIZED || httpStatus == FORBIDDEN) {
            refused(service);
        } else if (httpStatus >= 200 && httpStatus < 300) {
            accepted(service);
        }
    }

    /** Whether it refused the key and no operation has succeeded since. */
    public synchronized boolean refuses(Service service) {
        return refusals.containsKey(service);
    }

    /** In plain words, with how long; empty while the key is not refused. */
    public synchronized Optional<String> fault(Service service) {
        return Optional.ofNullable(refusals.get(service))
                .map(refusal -> service.refusal() + ", for "
                        + Duration.ofNanos(nanos.getAsLong() - refusal.sinceNanos())
                                .toSeconds() + " s");
    }

    /** Between two attempts. */
    public Duration pause() {
        return pause;
    }
}
