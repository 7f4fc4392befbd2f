package dev.parley.emulator.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.requests.RequestLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upgrade that is held is in the request log as it ended. */
class SpeechGateTest {
    private final SpeechGate gate = new SpeechGate();
    private final AtomicInteger status = new AtomicInteger(200);
    private final HttpServletRequest request = fake(HttpServletRequest.class);
    private final HttpServletResponse response = fake(HttpServletResponse.class);
    private boolean letIn;

    SpeechGateTest() {
        gate.settings = new SpeechSettings("key");
        gate.faults = new Faults();
        gate.calls = new Attribution(List::of);
        gate.requests = new RequestLog();
        gate.upgrades = new UpgradeFaults();
    }

    @AfterEach
    void notInterrupted() {
        Thread.interrupted();
    }

    @Test
    void whoWaitsForTheEndOfADelayIsLetInAndLoggedBehindIt() throws Exception {
        holds(FaultKind.DELAY);

        gate.doFilter(request, response, (in, out) -> {
            assertThat(logged()).isEmpty();
            status.set(101);
        });

        assertThat(logged()).hasValue(101);
    }

    @Test
    void whoLeftMeanwhileWasNotUpgraded() {
        holds(FaultKind.DELAY);

        assertThatThrownBy(() -> gate.doFilter(request, response, (in, out) -> {
                    throw new IOException("gone");
                }))
                .hasMessage("gone");

        assertThat(logged()).hasValue(499);
    }

    @Test
    void aServerThatStopsWhileItHoldsLetsNobodyIn() throws Exception {
        for (var kind : List.of(FaultKind.DELAY, FaultKind.STALL)) {
            holds(kind);
            Thread.currentThread().interrupt();

            gate.doFilter(request, response, (FilterChain) (in, out) -> letIn = true);

            assertThat(letIn).as("let in by a %s", kind.wire()).isFalse();
            assertThat(status).hasValue(504);
            assertThat(logged()).hasValue(504);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void holds(FaultKind kind) {
        gate.faults.add(
                new Fault(AzureService.SPEECH, kind, Optional.empty(), Map.of(Limit.MOMENT, "connect"), 1, 0, 1, 1));
    }

    private OptionalInt logged() {
        return gate.requests.entries().getLast().status();
    }

    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> switch (method.getName()) {
                    case "getHeader" -> "key";
                    case "getRequestURI" -> "/speech/recognition/conversation/cognitiveservices/v1";
                    case "getStatus" -> status.get();
                    case "setStatus" -> {
                        status.set((int) values[0]);
                        yield null;
                    }
                    default -> null;
                }));
    }
}
