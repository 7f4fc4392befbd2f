package dev.parley.emulator.realtime.webrtc;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.Admission;
import dev.parley.emulator.realtime.RealtimeSession;
import dev.parley.emulator.realtime.Surroundings;
import dev.parley.emulator.realtime.webrtc.Inbox.Arrival;
import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.ClientEvent;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One session over WebRTC: {@link #answer}, then {@link #begin}. A thread of its own looks every 10 ms at what came, what is to be
 * sent and what is to be heard; it alone uses the peer, so that nothing is pushed into one that is being closed.
 */
public final class PeerTalk {
    private static final Logger LOG = Logger.getLogger(PeerTalk.class.getName());
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** A browser that got the answer connects within a second; nobody waits longer than this. */
    private static final long CONNECTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Behind by more, it goes on from now: the browser has filled the gap. */
    private static final long MOST_BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Ticks in which the first packet must leave; later, nothing is ever said to this browser. */
    private static final int SENDS_WITHIN_TICKS = 500;
    /** Ticks that the last events have to leave. */
    private static final int LAST_TICKS = 30;

    private static final int LEAVES_WITHIN_SECONDS = 2;
    private static final int MOST_ARRIVALS = 200;
    private static final String CLEAR = "output_audio_buffer.clear";

    private final Booths booths;
    private final Booth booth;
    private final SessionWire wire;
    private final RealtimeSession session;
    private final Inbox inbox;
    private final Microphone microphone = new Microphone();
    private final CountDownLatch left = new CountDownLatch(1);
    private final Peer peer;
    private boolean wantsChannel;
    private boolean speaking;

    PeerTalk(Booths booths, Booth booth, Admission admission, Surroundings surroundings, boolean filtered) {
        this.booths = booths;
        this.booth = booth;
        wire = new SessionWire(filtered, admission.settings());
        session = new RealtimeSession(admission, surroundings, wire);
        inbox = new Inbox(wire::breakOff);
        peer = new Peer(booth, inbox);
    }

    /**
     * The SDP answer; to be followed by {@link #begin}.
     *
     * @throws PeerFailed for an offer that cannot be answered; the talk is over then
     */
    public String answer(String offer) {
        wantsChannel = offer.contains("webrtc-datachannel");
        boolean answered = false;
        try {
            String answer = peer.answer(offer);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                leave();
            }
        }
    }

    /** @param whenOver told once, on the talk's thread */
    public void begin(Runnable whenOver) {
        Thread.ofPlatform().name("webrtc-" + session.id()).daemon().start(() -> {
            try {
                run();
            } catch (PeerFailed e) {
                LOG.log(Level.INFO, "A talk over WebRTC failed", e);
            } finally {
                leave();
                whenOver.run();
                left.countDown();
            }
        });
    }

    /** Waits until it is over, two seconds at most: longer no step of the native side takes. */
    public void awaitEnd() {
        try {
            if (!left.await(LEAVES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("A talk over WebRTC does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public RealtimeSession session() {
        return session;
    }

    /** Ends it without a word, as a network does. */
    public void breakOff() {
        wire.breakOff();
    }

    private void leave() {
        session.close();
        peer.close();
        booths.giveBack(booth);
    }

    private void run() {
        if (!connects()) {
            return;
        }
        session.open();
        long due = System.nanoTime();
        int last = LAST_TICKS;
        for (int tick = 0; last > 0 && !over(); tick++) {
            takeIn();
            write();
            sound(tick);
            last = wire.closing() && wire.outbox().isEmpty() ? last - 1 : LAST_TICKS;
            due = Math.max(due + TICK_NANOS, System.nanoTime() - MOST_BEHIND_NANOS);
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private boolean connects() {
        long began = System.nanoTime();
        while (!over() && System.nanoTime() - began < CONNECTS_WITHIN_NANOS) {
            if (peer.connected() && (peer.hasChannel() || !wantsChannel)) {
                return true;
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        return false;
    }

    private boolean over() {
        return wire.broken() || peer.gone();
    }

    private void takeIn() {
        for (int i = 0; i < MOST_ARRIVALS; i++) {
            Optional<Arrival> next = inbox.next();
            if (next.isEmpty()) {
                break;
            }
            switch (next.get()) {
                case Arrival.Sound sound -> microphone.hear(sound.pcm());
                case Arrival.Letter letter -> {
                    hear();
                    read(letter.text());
                }
            }
        }
        hear();
    }

    private void hear() {
        microphone.append(wire.inputCodec()).ifPresent(this::give);
    }

    private void read(String text) {
        if (clears(text)) {
            cut();
        } else {
            give(text);
        }
    }

    private void give(String event) {
        session.received(event);
        if (wire.takeCutWanted()) {
            cut();
        }
    }

    private static boolean clears(String text) {
        try {
            return text.contains(CLEAR) && ClientEvent.parse(text).type().equals(CLEAR);
        } catch (BadEvent notForUs) {
            return false; // the session tells what is wrong with it
        }
    }

    /** Over WebRTC the service knows what was heard, and truncates by itself. */
    private void cut() {
        var cuts = wire.playout().cut();
        if (!cuts.isEmpty()) {
            wire.tellOfSound("cleared", cuts.getFirst().response());
        }
        for (Playout.Cut cut : cuts) {
            session.received(JSON.createObjectBuilder()
                    .add("type", "conversation.item.truncate")
                    .add("item_id", cut.item())
                    .add("content_index", 0)
                    .add("audio_end_ms", cut.heardMs())
                    .build()
                    .toString());
        }
    }

    private void write() {
        while (wire.mayWrite() && peer.hasChannel()) {
            Optional<String> next = wire.outbox().next();
            if (next.isEmpty()) {
                return;
            }
            peer.send(next.get());
        }
    }

    private void sound(int tick) {
        if (!speaking) {
            if (tick < SENDS_WITHIN_TICKS) {
                speaking = peer.sends();
            } else {
                wire.playout().next(); // the browser takes no sound: what it cannot hear goes by as if it did
            }
            if (speaking) {
                peer.takeOver();
            }
            return;
        }
        short[] frame = wire.playout().next();
        peer.say(wire.mute() ? new short[frame.length] : frame, Playout.RATE_HZ);
    }
}
