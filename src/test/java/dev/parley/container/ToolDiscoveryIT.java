package dev.parley.container;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ToolCall;
import dev.parley.agents.Tools;
import dev.parley.agents.Tools.ToolContext;
import dev.parley.agents.tools.CdiTools;
import dev.parley.config.Executors;
import dev.parley.config.Threads;
import dev.parley.web.Json;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Which tools the container finds, and on what threads these and everything else run. Runs inside the server. */
@ExtendWith(ArquillianExtension.class)
@Isolated("deploying takes the cores that calls of other tests need")
class ToolDiscoveryIT {
    private static final int NATIVES_AT_ONCE = 16; // config.Executors

    @Deployment
    static WebArchive archive() {
        return Archives.named("tool-discovery")
                .addPackages(false, Archives.PRODUCT, Tools.class.getPackage(), CdiTools.class.getPackage())
                .addClasses(Threads.class, Executors.class, Json.class)
                .addClass(Threads.class.getPackageName() + ".ApplicationExecutor")
                .addClass(Threads.class.getPackageName() + ".LastingExecutor")
                .addClasses(WeatherDesk.class, WeatherDesk.Forecast.class, WeatherDesk.Almanac.class)
                .addAsLibraries(Archives.libraryOf(Assertions.class));
    }

    @Test
    void annotatedMethodsOfBeansAreTheToolsAndNothingElseIs() {
        assertThat(tools().names()).containsExactly("weather");
        assertThat(tools().filler("weather")).contains("Let me look outside.");

        var schema = tools().schemas(List.of("weather")).getFirst();

        assertThat(schema.parameters())
                .contains("\"town\"", "\"required\":[\"town\"]")
                .doesNotContain("context");
    }

    @Test
    void aToolRunsWithWhatItsBeanWasInjectedAndOnAVirtualThread() throws Exception {
        var outcome = tools().run(
                        new ToolCall("1", "weather", "{\"town\":\"Bergen\"}"),
                        new ToolContext("call-1", "+15550100009"))
                .get(5, SECONDS);

        assertThat(outcome.failed()).isFalse();
        assertThat(outcome.content()).contains("sun over Bergen", "true");
    }

    @Test
    void whatMayBlockInJavaRunsOnVirtualThreadsAndWhatBlocksInNativeCodeDoesNot() throws Exception {
        assertThat(threads()
                        .virtual()
                        .submit(() -> Thread.currentThread().isVirtual())
                        .get(5, SECONDS))
                .isTrue();
        assertThat(threads()
                        .timers()
                        .schedule(() -> Thread.currentThread().isVirtual(), 1, MILLISECONDS)
                        .get(5, SECONDS))
                .isTrue();
        assertThat(threads()
                        .natives()
                        .submit(() -> Thread.currentThread().isVirtual())
                        .get(5, SECONDS))
                .isFalse();
    }

    @Test
    void anAlarmRunsInTheApplicationAndOneThatIsCancelledIsGone() throws Exception {
        var alarms = (ScheduledThreadPoolExecutor) threads().alarms();
        var cancelled = alarms.schedule(() -> {}, 1, HOURS);

        assertThat(alarms.schedule(() -> Thread.currentThread().getContextClassLoader(), 1, MILLISECONDS)
                        .get(5, SECONDS)
                        .loadClass(Threads.class.getName()))
                .isEqualTo(Threads.class);
        cancelled.cancel(false);
        assertThat(alarms.getQueue()).doesNotContain((Runnable) cancelled);
    }

    @Test
    void aThousandTasksWaitAtOnceOnVirtualThreads() throws Exception {
        var allThere = new CountDownLatch(1000);

        var waits = Stream.generate(() -> threads().virtual().submit(() -> {
                    allThere.countDown();
                    return allThere.await(20, SECONDS);
                }))
                .limit(1000)
                .toList();

        for (var wait : waits) {
            assertThat(wait.get(20, SECONDS)).isTrue();
        }
    }

    @Test
    void nativeCallsAreBounded() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var tooMany = new CountDownLatch(NATIVES_AT_ONCE + 1);

        var calls = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            tooMany.countDown();
                            waitShortly(tooMany);
                            running.decrementAndGet();
                        },
                        threads().natives()))
                .limit(3L * NATIVES_AT_ONCE)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(calls).get(40, SECONDS);

        assertThat(most.get()).isBetween(2, NATIVES_AT_ONCE);
    }

    /** Threads of SDKs and sockets have no names to look an executor up by. */
    @Test
    void aThreadThatIsNotTheServersHandsInTasksToo() throws Exception {
        var application = threads();
        for (var executor : List.of(application.virtual(), application.lasting(), application.natives())) {
            var handingIn = new FutureTask<>(
                    () -> executor.submit(ToolDiscoveryIT::whatATaskSees).get(5, SECONDS));
            var stranger = new Thread(handingIn);
            stranger.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            stranger.start();

            var seen = handingIn.get(10, SECONDS);

            assertThat(seen.virtual()).isEqualTo(executor != application.natives());
            assertThat(seen.classes().loadClass(Threads.class.getName())).isEqualTo(Threads.class);
            assertThat(seen.named()).isNotNull();
        }
    }

    private record Seen(boolean virtual, ClassLoader classes, Object named) {}

    private static Seen whatATaskSees() throws NamingException {
        return new Seen(
                Thread.currentThread().isVirtual(),
                Thread.currentThread().getContextClassLoader(),
                InitialContext.doLookup("java:comp/DefaultManagedExecutorService"));
    }

    private static Tools tools() {
        return CDI.current().select(Tools.class).get();
    }

    private static Threads threads() {
        return CDI.current().select(Threads.class).get();
    }

    /** Long enough for tasks to pile up, should nothing bound them. */
    private static void waitShortly(CountDownLatch latch) {
        try {
            latch.await(300, MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
