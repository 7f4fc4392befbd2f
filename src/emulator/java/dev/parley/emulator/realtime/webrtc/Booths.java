package dev.parley.emulator.realtime.webrtc;

import dev.parley.emulator.realtime.Admission;
import dev.parley.emulator.realtime.Surroundings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The booths there are, made when they are needed and kept. {@code emulator.realtime.peers}: how many talks over WebRTC there may
 * be at once, 0 to 32, default 8; 0: offers are answered in form alone. Thread-safe.
 */
@ApplicationScoped
public class Booths {
    private static final Logger LOG = Logger.getLogger(Booths.class.getName());
    private static final int HIGHEST = 32;

    private final int most;
    private final Deque<Booth> free = new ArrayDeque<>();
    private int taken;
    private String missing = "";

    @Inject
    public Booths(@ConfigProperty(name = "emulator.realtime.peers", defaultValue = "8") int most) {
        if (most < 0 || most > HIGHEST) {
            throw new IllegalArgumentException("emulator.realtime.peers must be 0 to " + HIGHEST);
        }
        this.most = most;
        if (most == 0) {
            missing = "switched off by emulator.realtime.peers";
        }
    }

    Booths() {
        this(0);
    }

    /** Why no media flows over WebRTC; empty: it does, as far as is known. */
    public synchronized Optional<String> missing() {
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
    }

    public synchronized int taken() {
        return taken;
    }

    public int most() {
        return most;
    }

    /**
     * A talk in a booth of its own, which it gives back; empty if all are taken, or if there are none here.
     *
     * @param filtered whether only the events of {@code webrtcfilter=on} are told
     */
    public Optional<PeerTalk> talk(Admission admission, Surroundings surroundings, boolean filtered) {
        return take().map(booth -> new PeerTalk(this, booth, admission, surroundings, filtered));
    }

    private synchronized Optional<Booth> take() {
        if (!missing.isEmpty() || taken >= most) {
            return Optional.empty();
        }
        if (free.isEmpty() && !make()) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(free.pop());
    }

    synchronized void giveBack(Booth booth) {
        taken--;
        free.push(booth);
    }

    private boolean make() {
        try {
            if (!isReachable()) {
                none("this machine has no network interface but its own loopback, whose address is no candidate", null);
                return false;
            }
            free.push(new Booth());
            return true;
        } catch (RuntimeException | SocketException | LinkageError e) {
            none(
                    "the native WebRTC library does not load on this machine (" + System.getProperty("os.name") + ", "
                            + System.getProperty("os.arch") + ")",
                    e);
            return false;
        }
    }

    private void none(String why, Throwable cause) {
        missing = why;
        LOG.log(Level.WARNING, "No media flows over WebRTC: " + why, cause);
    }

    private static boolean isReachable() throws SocketException {
        for (var each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (each.isUp() && !each.isLoopback() && each.getInetAddresses().hasMoreElements()) {
                return true;
            }
        }
        return false;
    }
}
