package dev.parley.line.sustineo;

import dev.parley.config.Threads;
import dev.parley.conversation.Time;
import dev.parley.line.Talks;
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
    VoiceSocket opened(Key key, Wire wire) {
        var socket = socket(key.user(), Optional.empty(), (self, id) -> {}, wire);
        var before = Optional.ofNullable(open.put(key, socket));
        before.ifPresent(old -> old.refuse(REPLACED, "another socket was opened for the same id"));
        socket.opened();
        return socket;
    }

    /** At {@code /voice/{configuration_id}}: its settings tell the key, if there is one. */
    VoiceSocket opened(String user, String persona, Wire wire) {
        var socket = socket(user, Optional.of(persona), (self, id) -> open.put(new Key(user, id), self), wire);
        socket.opened();
        return socket;
    }

    private VoiceSocket socket(
            String user, Optional<String> persona, BiConsumer<VoiceSocket, String> named, Wire wire) {
        return new VoiceSocket(user, persona, named, talks, wire, threads.virtual(), Time.of(threads));
    }

    void closed(VoiceSocket socket) {
        open.values().removeIf(socket::equals);
        socket.closed();
    }

    Optional<VoiceSocket> find(Key key) {
        return Optional.ofNullable(open.get(key));
    }
}
