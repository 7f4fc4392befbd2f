package dev.parley.realtime.openai;

import dev.parley.agents.ChatMessage;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeModel;
import dev.parley.telemetry.MediaTimes;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One session's socket. Commands go out in the order given; events are told as they come, under no lock. Thread-safe. */
final class RealtimeSocket implements RealtimeModel.Session, WebSocket.Listener {
    /** How the ids of our requests for responses begin. */
    static final String RESPOND = "respond-";

    private static final Logger LOG = Logger.getLogger(RealtimeSocket.class.getName());

    /** 4 MB: a minute of audio in one message, which no service sends. */
    private static final int LONGEST_MESSAGE = 4_000_000;

    private final Consumer<RealtimeEvent> events;
    private final String transcription;
    private final Duration longest;
    private final Outbox outbox;
    private final SilenceWatch silence;
    private final AtomicInteger ids = new AtomicInteger();
    private final MediaTimes times;
    private final Future<?> alarm;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<WebSocket> socket = Optional.empty();
    private boolean over;
    private volatile String instructions;
    private String speaking = "";
    /** What came of a message so far; a new one for each, because a long one would hold its place for the whole call. */
    private StringBuilder message = new StringBuilder(0);

    /**
     * @param instructions of the session
     * @param transcription name of the model that tells the caller's words
     * @param patience until it is ready, which takes well under a second
     * @param longest it is to live, whatever the service allows
     */
    RealtimeSocket(
            Consumer<RealtimeEvent> events,
            String instructions,
            String transcription,
            Duration longest,
            Duration patience,
            ScheduledExecutorService timers,
            MediaTimes times) {
        this.events = events;
        this.longest = longest;
        this.instructions = instructions;
        this.transcription = transcription;
        // on another thread: who gave the command may be in the middle of something
        this.outbox = new Outbox(reason -> timers.execute(() -> lost(reason, true)), times);
        this.times = times;
        this.silence = new SilenceWatch(
                check -> timers.schedule(check, 1, TimeUnit.SECONDS),
                System::nanoTime,
                () -> lost("the service fell silent", true));
        this.alarm = timers.schedule(
                () -> lost("the session was not ready in time", true), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void send(String command) {
        outbox.command(command);
    }

    @Override
    public void change(RealtimeModel.Setup setup) {
        instructions = ClientEvents.instructions(setup.history());
        send(ClientEvents.change(setup, transcription));
    }

    @Override
    public void hear(byte[] pcm) {
        outbox.audio(ClientEvents.audio(pcm));
    }

    @Override
    public void entered(String text) {
        send(ClientEvents.entered(text));
    }

    @Override
    public void shown(String picture) {
        send(ClientEvents.shown(picture));
    }

    @Override
    public void toolAnswered(String callId, String content) {
        send(ClientEvents.toolAnswered(callId, content));
    }

    @Override
    public void remember(List<ChatMessage> history) {
        ClientEvents.before(history, () -> "before-" + ids.incrementAndGet()).forEach(this::send);
    }

    @Override
    public void respond(RealtimeModel.Response response) {
        silence.owed();
        send(ClientEvents.respond(response, instructions, RESPOND + ids.incrementAndGet()));
    }

    @Override
    public void cancel() {
        send(ClientEvents.cancel("cancel-" + ids.incrementAndGet()));
    }

    @Override
    public void truncate(String itemId, long heardMs) {
        send(ClientEvents.truncate(itemId, heardMs, "truncate-" + ids.incrementAndGet()));
    }

    @Override
    public void close() {
        end(Optional.empty());
    }

    /** Tells it once; nothing is told behind it. */
    void lost(String reason, boolean retryable) {
        end(Optional.of(new RealtimeEvent.Lost(reason, retryable)));
    }

    private void end(Optional<RealtimeEvent> last) {
        Optional<WebSocket> open;
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            open = socket;
        } finally {
            lock.unlock();
        }
        alarm.cancel(false);
        silence.settled();
        last.ifPresent(events);
        open.ifPresent(WebSocket::abort); // nobody waits for a farewell, and the service keeps nothing
        if (outbox.dropped() > 0) {
            LOG.log(Level.WARNING, "Audio batches that the model did not get: {0}", outbox.dropped());
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        boolean late;
        lock.lock();
        try {
            late = over;
            socket = Optional.of(opened);
        } finally {
            lock.unlock();
        }
        if (late) {
            opened.abort();
        } else {
            opened.request(1);
            outbox.opened(opened);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (message.length() > LONGEST_MESSAGE) {
            lost("a message of the service is too long", true);
            return null;
        }
        if (last) {
            var text = message.toString();
            message = new StringBuilder(0);
            silence.heard();
            long arrived = System.nanoTime();
            read(text).filter(item -> !item.equals(speaking)).ifPresent(item -> {
                speaking = item;
                times.spokenPassedOn(System.nanoTime() - arrived);
            });
        }
        from.request(1);
        return null;
    }

    /** The item of which it is audio; empty if it is none. */
    private Optional<String> read(String text) {
        var event = ServerEvent.read(text);
        if (event.isEmpty()) {
            lost("the service sent no JSON", true);
            return Optional.empty();
        }
        event.filter(sent -> sent.text("type").equals("error")).ifPresent(RealtimeSocket::log);
        var meaning = event.flatMap(Translation::of);
        meaning.ifPresent(this::tell);
        return meaning.filter(RealtimeEvent.Audio.class::isInstance)
                .map(audio -> ((RealtimeEvent.Audio) audio).itemId());
    }

    private void tell(RealtimeEvent event) {
        if (event instanceof RealtimeEvent.Lost lost) {
            lost(lost.reason(), lost.retryable());
            return;
        }
        if (event instanceof RealtimeEvent.Ready) {
            alarm.cancel(false);
        } else if (event instanceof RealtimeEvent.ResponseEnded || event instanceof RealtimeEvent.ResponseRefused) {
            silence.settled();
        }
        if (!isOver()) {
            events.accept(event instanceof RealtimeEvent.Ready ready ? limited(ready) : event);
        }
    }

    private RealtimeEvent limited(RealtimeEvent.Ready ready) {
        var told = ready.lasts().filter(lasts -> lasts.compareTo(longest) < 0);
        return new RealtimeEvent.Ready(told.or(() -> Optional.of(longest)));
    }

    private boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Only names of the service's: its texts may quote what was said. */
    private static void log(ServerEvent error) {
        var ours = error.text("error", "event_id").replaceAll("-\\d+$", "");
        var level = ours.equals("cancel") ? Level.FINE : Level.WARNING; // the response was just over
        LOG.log(level, "Azure OpenAI Realtime refused {0}: {1}", new Object[] {ours, error.text("error", "code")});
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        lost("the service closed the socket: " + code, true);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        lost("the socket broke: " + failure.getClass().getSimpleName(), true);
    }
}
