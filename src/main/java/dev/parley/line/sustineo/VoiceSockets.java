package dev.parley.line.sustineo;

import dev.parley.config.Threads;
import dev.parley.conversation.Time;
import dev.parley.line.Talks;
import dev.parley.line.Visitor;
import dev.parley.line.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The sockets of this contract that are open on this node, by who opened them and under which key. Thread-safe. */
@ApplicationScoped
public class VoiceSockets {
    /** RFC 6455 §7.4.1: a rule of ours. */
    private static final int REPLACED = 1008;

    private final Talks talks;
    private final Threads threads;
    private final Map<Key, VoiceSocket> open = new ConcurrentHashMap<>();

    VoiceSockets() {
        this(null, null);
    }

    @Inject
    public VoiceSockets(Talks talks, Threads threads) {
        this.talks = talks;
        this.threads = threads;
    }

    /** A key is a user's own: nobody gets at a socket of somebody else by knowing its key. */
    record Key(String user, String id) {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** At {@code /api/voice/{id}}: the default persona answers, and a second socket under the same key closes the first. */
    VoiceSocket opened(Visitor visitor, String id, Wire wire) {
        var key = new Key(visitor.user(), id);
        var socket = socket(visitor, Optional.empty(), (self, named) -> {}, wire);
        var before = Optional.ofNullable(open.put(key, socket));
        before.ifPresent(old -> old.refuse(REPLACED, "another socket was opened for the same id"));
        socket.opened();
        return socket;
    }

    /** At {@code /voice/{configuration_id}}: its settings tell the key, if there is one. */
    VoiceSocket openedTo(Visitor visitor, String persona, Wire wire) {
        var socket =
                socket(visitor, Optional.of(persona), (self, id) -> named(self, new Key(visitor.user(), id)), wire);
        socket.opened();
        return socket;
    }

    private VoiceSocket socket(
            Visitor visitor, Optional<String> persona, BiConsumer<VoiceSocket, String> named, Wire wire) {
        return new VoiceSocket(visitor, persona, named, talks, wire, threads.lasting(), Time.of(threads));
    }

    /** What the browser asks for under that key, and no other, is for this socket from now on. */
    private void named(VoiceSocket socket, Key key) {
        open.values().removeIf(socket::equals);
        open.put(key, socket);
    }

    void closed(VoiceSocket socket) {
        open.values().removeIf(socket::equals);
        socket.closed();
    }

    Optional<VoiceSocket> find(Key key) {
        return Optional.ofNullable(open.get(key));
    }
}
