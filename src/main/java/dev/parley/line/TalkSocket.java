package dev.parley.line;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A socket on which one talk may follow another. Each writes on a wire of its own, of which only the newest reaches the
 * socket: what the talk before still wants to write is lost, and its end does not close the socket. One message in flight.
 * Thread-safe.
 */
final class TalkSocket {
    private final Wire socket;
    private final ReentrantLock lock = new ReentrantLock();
    private TalkWire newest = new TalkWire();
    private Waiting waiting;
    private boolean inFlight;

    private record Waiting(TalkWire from, String message, Wire.Written written) {}

    TalkSocket(Wire socket) {
        this.socket = socket;
    }

    /** The wire of the talk that begins; those before it are dead from now on. */
    Wire next() {
        lock.lock();
        try {
            waiting = null;
            newest = new TalkWire();
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** Sends these last words, then closes. */
    void refuse(List<String> lastWords, int code, String reason) {
        sayAll(next(), lastWords.iterator(), code, reason);
    }

    private static void sayAll(Wire wire, Iterator<String> words, int code, String reason) {
        if (words.hasNext()) {
            wire.send(words.next(), whole -> sayAll(wire, words, code, reason));
        } else {
            wire.close(code, reason);
        }
    }

    private void transmit(Waiting message) {
        socket.send(message.message(), whole -> transmitted(message, whole));
    }

    private void transmitted(Waiting message, boolean whole) {
        boolean alive;
        Waiting next;
        lock.lock();
        try {
            alive = message.from() == newest;
            next = waiting;
            waiting = null;
            inFlight = next != null;
        } finally {
            lock.unlock();
        }
        if (next != null) {
            transmit(next);
        }
        if (alive) {
            message.written().written(whole);
        }
    }

    /** What one talk writes on. */
    private final class TalkWire implements Wire {
        @Override
        public void send(String message, Written written) {
            var mine = new Waiting(this, message, written);
            boolean dead;
            boolean now;
            lock.lock();
            try {
                dead = this != newest;
                now = !dead && !inFlight;
                inFlight |= now;
                if (!dead && !now) {
                    waiting = mine; // one at most: its talk sends the next when this one is written
                }
            } finally {
                lock.unlock();
            }
            if (dead) {
                written.written(false);
            } else if (now) {
                transmit(mine);
            }
        }

        @Override
        public void close(int code, String reason) {
            boolean alive;
            lock.lock();
            try {
                alive = this == newest;
            } finally {
                lock.unlock();
            }
            if (alive) {
                socket.close(code, reason);
            }
        }
    }
}
