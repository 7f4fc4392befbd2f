package dev.parley.emulator.faults;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The faults in force, and the dice that decide whom they strike. Thread-safe. The dice start from the same seed after every
 * {@link #clear}, so a test that clears first sees the same requests struck.
 */
@ApplicationScoped
public class Faults {
    /** More faults than anybody sets by hand; a runaway script is told instead of growing the list. */
    public static final int MOST = 100;

    private static final long SEED = 20_261_121L;

    private final List<Active> active = new ArrayList<>();
    private Random dice = new Random(SEED);
    private long lastId;

    /** A fault in force and how often it struck. */
    public record Active(String id, Fault fault, int strikes) {
        boolean spent() {
            return fault.times() > 0 && strikes >= fault.times();
        }

        private Active struck() {
            return new Active(id, fault, strikes + 1);
        }
    }

    /**
     * The fault that strikes the request or socket that begins now, of which nothing but its call may be known.
     *
     * @param callId the call the request belongs to, where the service can tell
     */
    public Optional<Fault> strike(AzureService service, Optional<String> callId) {
        return strike(Occasion.of(service, callId));
    }

    /** The fault that strikes now, which counts as one more strike of it; the oldest one that fits and wins its throw. */
    public synchronized Optional<Fault> strike(Occasion occasion) {
        for (int i = 0; i < active.size(); i++) {
            Active each = active.get(i);
            if (!each.spent()
                    && occasion.isOf(each.fault())
                    && dice.nextDouble() < each.fault().share()) {
                active.set(i, each.struck());
                return Optional.of(each.fault());
            }
        }
        return Optional.empty();
    }

    /** Puts a fault in force and returns its id. Spent faults make room first. */
    public synchronized String add(Fault fault) {
        if (active.size() >= MOST) {
            active.removeIf(Active::spent);
        }
        if (active.size() >= MOST) {
            throw new TooManyFaultsException();
        }
        String id = "fault-" + ++lastId;
        active.add(new Active(id, fault, 0));
        return id;
    }

    /** All faults, oldest first, the spent ones included. */
    public synchronized List<Active> list() {
        return List.copyOf(active);
    }

    /** Ends one fault; false if there is none of that id. */
    public synchronized boolean remove(String id) {
        return active.removeIf(each -> each.id().equals(id));
    }

    /** Ends all faults and puts the dice back to their seed. */
    public synchronized void clear() {
        active.clear();
        dice = new Random(SEED);
    }

    /** {@link #MOST} faults are in force already. */
    public static final class TooManyFaultsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyFaultsException() {
            super("No more than " + MOST + " faults can be in force");
        }
    }
}
