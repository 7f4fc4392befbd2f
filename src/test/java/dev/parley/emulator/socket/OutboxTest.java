package dev.parley.emulator.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<SendHandler> sends = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> gone = new LinkedBlockingQueue<>();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final Session socket = socketWhoseCloseHangs();

    @AfterEach
    void letGo() {
        testIsOver.countDown();
        timer.shutdownNow();
    }

    @Test
    void nobodyWaitsForACloseThatNeverReturns() {
        var outbox = new Outbox(socket, timer, gone::add);

        assertTimeoutPreemptively(SOON, () -> outbox.close(1011, "gone"));

        assertThat(nextOf(closes)).isEqualTo(1011);
    }

    @Test
    void aCloseComesBehindWhatIsBeingSent() {
        var outbox = new Outbox(socket, timer, gone::add);
        outbox.send("under way", 0);
        outbox.send("too late", 0);
        var underWay = nextOf(sends);

        outbox.close(1011, "gone");
        assertThat(closes).isEmpty();
        underWay.onResult(new SendResult(socket));

        assertThat(nextOf(closes)).isEqualTo(1011);
        assertThat(sends).as("of what came behind it").isEmpty();
    }

    @Test
    void aCloseOfWhichTheServerTellsNobodyIsTold() {
        testIsOver.countDown(); // so that a close returns
        var outbox = new Outbox(socket, timer, gone::add);

        outbox.close(1011, "gone");

        assertThat(nextOf(gone)).isEqualTo(1011);
        outbox.closed(1006);
        assertThat(gone).as("told again").isEmpty();
    }

    private Session socketWhoseCloseHangs() {
        var remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            if (method.getName().equals("sendText")) {
                sends.add((SendHandler) arguments[1]);
            }
            return null;
        });
        return proxy(Session.class, (self, method, arguments) -> switch (method.getName()) {
            case "getAsyncRemote" -> remote;
            case "close" -> {
                closes.add(((CloseReason) arguments[0]).getCloseCode().getCode());
                testIsOver.await();
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static <T> T nextOf(BlockingQueue<T> queue) {
        try {
            var next = queue.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("soon").isNotNull();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
