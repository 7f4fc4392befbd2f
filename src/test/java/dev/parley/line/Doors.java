package dev.parley.line;

import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.Time;
import dev.parley.media.Ticker;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/** What a talk stands on, without a server: a socket, time, conversations that keep what they are told. */
final class Doors {
    /** What was written to the socket and how it was closed, in order. */
    final List<String> socket = new ArrayList<>();
    /** What conversations were told. */
    final List<String> told = new ArrayList<>();

    final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Runnable> alarms = new ArrayList<>();
    private final Queue<Wire.Written> inFlight = new ArrayDeque<>();
    boolean slow;

    final Wire wire = Wire.of(
            (message, written) -> {
                socket.add(message);
                if (slow) {
                    inFlight.add(written::accept);
                } else {
                    written.accept(true);
                }
            },
            (code, reason) -> socket.add(code + " " + reason));

    final Time time = new Time() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Runnable after(Duration wait, Runnable task) {
            alarms.add(task);
            return () -> alarms.remove(task);
        }
    };

    void written() {
        inFlight.remove().written(true);
    }

    /** All that was to wait has waited. */
    void timePasses() {
        List.copyOf(alarms).forEach(Runnable::run);
        alarms.clear();
        works();
    }

    void works() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    /** A talk of that name, written to by that wire, which says {@code began} first. */
    Talk talk(String name, Wire on) {
        var conversation = conversation(name);
        var line = new TalkLine(Duration.ofMillis(200), on, new PlainWording(), new Ticker(), new NoMeter());
        line.say(() -> List.of(name + " began"));
        return new Talk(conversation, line, new TalkerAudio(conversation, Duration.ofMillis(600)));
    }

    private LiveConversation conversation(String name) {
        return (LiveConversation) Proxy.newProxyInstance(
                LiveConversation.class.getClassLoader(),
                new Class<?>[] {LiveConversation.class},
                (self, method, args) -> {
                    if (method.getName().equals("callId")) {
                        return name;
                    }
                    if (method.isDefault()) {
                        told.add(name + " end " + args[0]);
                        return null;
                    }
                    var words = args == null ? "" : args[0] instanceof byte[] ? " " + args[2] : " " + text(args);
                    told.add(name + " " + method.getName() + words);
                    return null;
                });
    }

    private static String text(Object[] args) {
        return String.join(" ", Arrays.stream(args).map(String::valueOf).toList());
    }
}
