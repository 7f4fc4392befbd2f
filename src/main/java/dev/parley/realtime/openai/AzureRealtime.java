package dev.parley.realtime.openai;

import dev.parley.config.RealtimeSettings;
import dev.parley.config.RealtimeSettings.Target;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.realtime.Quota;
import dev.parley.realtime.Quotas;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeModel;
import dev.parley.telemetry.MediaTimes;
import dev.parley.web.RefusedKeys;
import dev.parley.web.RefusedKeys.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens sessions of Azure OpenAI Realtime; all share one client. Thread-safe. */
@ApplicationScoped
public class AzureRealtime implements RealtimeModel {
    private static final Duration CONNECT = Duration.ofSeconds(5); // TLS and the upgrade; who needs longer is not there
    /** For all deployments together, in which a caller waits for the first word; the conversation has a little more. */
    private static final Duration BUDGET = Duration.ofMillis(4_500);

    private final Optional<RealtimeSettings> settings;
    private final HttpClient http;
    private final Supplier<? extends Executor> threads;
    private final Supplier<ScheduledExecutorService> timers;
    private final RefusedKeys keys;
    private final Quotas quotas;
    private final Deployments deployments;
    private final MediaTimes times;

    AzureRealtime() {
        this(Optional.empty(), null, null, null, null, null, null, null);
    }

    @Inject
    public AzureRealtime(
            Settings settings,
            Threads threads,
            RefusedKeys keys,
            Quotas quotas,
            Deployments deployments,
            MediaTimes times) {
        this(
                settings.realtime(),
                client(threads.lasting()),
                threads::lasting,
                threads::timers,
                keys,
                quotas,
                deployments,
                times);
    }

    AzureRealtime(
            Optional<RealtimeSettings> settings,
            HttpClient http,
            Supplier<? extends Executor> threads,
            Supplier<ScheduledExecutorService> timers,
            RefusedKeys keys,
            Quotas quotas,
            Deployments deployments,
            MediaTimes times) {
        this.deployments = deployments;
        this.settings = settings;
        this.http = http;
        this.threads = threads;
        this.timers = timers;
        this.keys = keys;
        this.quotas = quotas;
        this.times = times;
    }

    static HttpClient client(Executor executor) {
        return HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    @Override
    public Session open(Setup setup, Consumer<RealtimeEvent> events) {
        if (settings.isEmpty()) {
            return lostAtOnce("Azure OpenAI Realtime is not configured: parley.realtime.deployment", events);
        }
        var azure = settings.get();
        var targets = deployments.inOrder(azure.targets());
        return new FirstThatOpens(
                targets, (target, told) -> open(azure, target, setup, BUDGET.dividedBy(targets.size()), told), events);
    }

    /** @param patience until the service has let us in */
    private Session open(
            RealtimeSettings azure, Target target, Setup setup, Duration patience, Consumer<RealtimeEvent> events) {
        boolean ours = target.endpoint().equals(azure.endpoint());
        if (ours && !keys.mayAsk(Service.OPENAI)) {
            return lostAtOnce(Service.OPENAI.refusal(), events);
        }
        var quota = quotas.of(ours ? target.deployment() : target.toString());
        quota.asked();
        var session = new RealtimeSocket(
                telling(quota, events),
                ClientEvents.instructions(setup.history()),
                azure.transcription(),
                azure.sessionLife(),
                patience,
                timers.get(),
                times);
        session.send(ClientEvents.setup(setup, azure.transcription()));
        ClientEvents.history(setup.history()).forEach(session::send);
        http.newWebSocketBuilder()
                .connectTimeout(patience)
                .header("api-key", target.key())
                .buildAsync(address(target), session)
                .whenComplete((socket, failure) -> {
                    int status = Failures.status(failure);
                    if (ours) {
                        keys.answered(Service.OPENAI, status);
                    }
                    deployments.answered(target, status);
                    tell(quota, status, failure);
                    if (failure != null) {
                        session.lost(Failures.reason(failure), Failures.retryable(status));
                    }
                });
        return session;
    }

    /** What is told of limits is for the quota alone. */
    private static Consumer<RealtimeEvent> telling(Quota quota, Consumer<RealtimeEvent> events) {
        return event -> {
            if (event instanceof RealtimeEvent.LimitTold told) {
                quota.left(told.remaining(), told.limit(), told.reset());
            } else {
                events.accept(event);
            }
        };
    }

    private static void tell(Quota quota, int status, Throwable failure) {
        if (failure == null) {
            quota.given();
        } else if (status == Failures.THROTTLED) {
            quota.refused(Failures.retryAfter(failure));
        }
    }

    private Session lostAtOnce(String reason, Consumer<RealtimeEvent> events) {
        var session = new RealtimeSocket(events, "", "", Duration.ZERO, BUDGET, timers.get(), times);
        threads.get().execute(() -> session.lost(reason, false));
        return session;
    }

    private static URI address(Target azure) {
        var root = azure.endpoint().toString().replaceFirst("^http", "ws");
        var model = URLEncoder.encode(azure.deployment(), StandardCharsets.UTF_8);
        return URI.create(root + "/openai/v1/realtime?model=" + model);
    }
}
