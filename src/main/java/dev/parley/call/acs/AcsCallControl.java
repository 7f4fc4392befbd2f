package dev.parley.call.acs;

import com.azure.communication.callautomation.CallAutomationClient;
import com.azure.communication.callautomation.models.AnswerCallOptions;
import com.azure.communication.callautomation.models.CallConnectionProperties;
import com.azure.communication.callautomation.models.CallInvite;
import com.azure.communication.callautomation.models.CallRejectReason;
import com.azure.communication.callautomation.models.CreateCallOptions;
import com.azure.communication.callautomation.models.RejectCallOptions;
import com.azure.communication.callautomation.models.TransferCallToParticipantOptions;
import com.azure.communication.common.CommunicationIdentifier;
import com.azure.communication.common.PhoneNumberIdentifier;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import dev.parley.call.CallControl;
import dev.parley.call.CallControlFailed;
import dev.parley.call.acs.MediaStreamingPolicy.Media;
import dev.parley.config.AcsSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.sessions.CallPlan;
import dev.parley.telemetry.Instruments;
import dev.parley.telemetry.Names;
import dev.parley.telemetry.Spans;
import dev.parley.telemetry.TraceParent;
import dev.parley.web.RefusedKeys;
import dev.parley.web.RefusedKeys.Service;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@link CallControl} over the Call Automation SDK. */
@ApplicationScoped
public class AcsCallControl implements CallControl {
    private static final Logger LOG = Logger.getLogger(AcsCallControl.class.getName());
    private static final int NOT_FOUND = 404;
    /** From here on a status is a refusal. */
    private static final int FAILURES = 400;
    /** A good status with an answer that says not what it must. */
    private static final String UNREADABLE = "unreadable";
    /** The one operation that changes nothing. */
    private static final String LOOK = "look";

    private final Supplier<Optional<AcsSettings>> settings;
    private final Supplier<Executor> threads;
    private final Tracer tracer;
    private final LongCounter errors;
    private final RefusedKeys keys;
    private final Supplier<ScheduledExecutorService> timers;
    private final BiFunction<AcsSettings, RefusedKeys, CallAutomationClient> connects;
    private volatile Optional<Future<?>> looking = Optional.empty();
    private volatile CallAutomationClient client;

    AcsCallControl() {
        this.settings = null;
        this.threads = null;
        this.tracer = null;
        this.errors = null;
        this.keys = null;
        this.timers = null;
        this.connects = null;
    }

    @Inject
    public AcsCallControl(Settings settings, Threads threads, Tracer tracer, Meter meter, RefusedKeys keys) {
        this(settings::acs, threads::lasting, threads::timers, tracer, meter, keys, AcsClient::of);
    }

    AcsCallControl(
            Supplier<Optional<AcsSettings>> settings,
            Supplier<Executor> threads,
            Supplier<ScheduledExecutorService> timers,
            Tracer tracer,
            Meter meter,
            RefusedKeys keys,
            BiFunction<AcsSettings, RefusedKeys, CallAutomationClient> connects) {
        this.errors = Instruments.upstreamErrors(meter);
        this.keys = keys;
        this.settings = settings;
        this.threads = threads;
        this.timers = timers;
        this.connects = connects;
        this.tracer = tracer;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        long pauseMs = keys.pause().toMillis();
        looking = Optional.of(
                timers.get().scheduleWithFixedDelay(this::lookAgain, pauseMs, pauseMs, TimeUnit.MILLISECONDS));
    }

    @PreDestroy
    void stop() {
        looking.ifPresent(timer -> timer.cancel(false));
    }

    @Override
    public CompletionStage<Placed> answer(CallPlan plan, String context) {
        return ask(of("answer", plan), acs -> {
            var options = new AnswerCallOptions(context, callback(acs, plan)).setOperationContext(plan.callId());
            var answer = client(acs).answerCallWithResponse(options, media(acs, plan));
            return placed(answer.getValue().getCallConnectionProperties());
        });
    }

    @Override
    public CompletionStage<Placed> create(CallPlan plan) {
        return ask(of("create", plan), acs -> {
            var source = acs.sourceNumber()
                    .orElseThrow(() -> new CallControlFailed("parley.acs.source-number is not set", false, null));
            var invite =
                    new CallInvite(new PhoneNumberIdentifier(plan.callerNumber()), new PhoneNumberIdentifier(source));
            var options = new CreateCallOptions(invite, callback(acs, plan)).setOperationContext(plan.callId());
            var created = client(acs).createCallWithResponse(options, media(acs, plan));
            return placed(created.getValue().getCallConnectionProperties());
        });
    }

    /** Asked for even while our key is refused: a call that nobody ends goes on and costs. */
    @Override
    public CompletionStage<Void> hangUp(String connectionId) {
        return run(of("hang up", connectionId), acs -> {
            var call = client(acs).getCallConnection(connectionId);
            return unlessNotFound(() -> call.hangUpWithResponse(true, Context.NONE)); // else it was over already
        });
    }

    @Override
    public CompletionStage<Void> transfer(String connectionId, String to) {
        return ask(of("transfer", connectionId), acs -> {
            var target = to.startsWith("+") ? new PhoneNumberIdentifier(to) : CommunicationIdentifier.fromRawId(to);
            var options = new TransferCallToParticipantOptions(target);
            client(acs).getCallConnection(connectionId).transferCallToParticipantWithResponse(options, Context.NONE);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> reject(String context) {
        return ask(Operation.of("reject"), acs -> {
            var options = new RejectCallOptions(context).setCallRejectReason(CallRejectReason.BUSY);
            client(acs).rejectCallWithResponse(options, Context.NONE);
            return null;
        });
    }

    /** A server that is not ready is sent no calls, so it finds out by itself that its key is right again. */
    private void lookAgain() {
        if (keys.refuses(Service.ACS)) {
            run(
                            Operation.of(LOOK),
                            acs -> unlessNotFound(
                                    () -> client(acs).getCallConnection("none").getCallProperties()))
                    .whenComplete((found, failure) -> {
                        if (failure != null) {
                            LOG.log(Level.FINE, "ACS was looked at", failure);
                        }
                    });
        }
    }

    /** ACS looks at the signature first: who is told that there is no such call has the right key. */
    private Void unlessNotFound(Runnable operation) {
        try {
            operation.run();
        } catch (HttpResponseException e) {
            if (e.getResponse() == null || e.getResponse().getStatusCode() != NOT_FOUND) {
                throw e;
            }
            keys.accepted(Service.ACS);
        }
        return null;
    }

    /**
     * What ACS is asked for.
     *
     * @param trace the trace that it belongs to
     * @param connectionId of the call, where there is one already
     */
    private record Operation(String name, io.opentelemetry.context.Context trace, Optional<String> connectionId) {
        static Operation of(String name) {
            return new Operation(name, io.opentelemetry.context.Context.current(), Optional.empty());
        }
    }

    private static Operation of(String name, CallPlan plan) {
        return new Operation(name, TraceParent.context(plan.traceParent()), Optional.empty());
    }

    private static Operation of(String name, String connectionId) {
        return new Operation(name, io.opentelemetry.context.Context.current(), Optional.of(connectionId));
    }

    private <T> CompletionStage<T> ask(Operation operation, Function<AcsSettings, T> work) {
        return keys.mayAsk(Service.ACS)
                ? run(operation, work)
                : CompletableFuture.failedFuture(
                        new CallControlFailed("ACS " + operation.name() + ": " + Service.ACS.refusal(), false, null));
    }

    private <T> CompletionStage<T> run(Operation operation, Function<AcsSettings, T> work) {
        var acs = settings.get();
        if (acs.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new CallControlFailed("settings of Azure Communication Services are missing", false, null));
        }
        var span = span(operation, acs.get());
        try {
            return CompletableFuture.supplyAsync(() -> work.apply(acs.get()), threads.get())
                    .orTimeout(acs.get().timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((done, failure) -> end(span, operation, done, failure))
                    .exceptionallyCompose(
                            failure -> CompletableFuture.<T>failedFuture(translated(operation.name(), failure)));
        } catch (RejectedExecutionException e) {
            var stopping = new CallControlFailed("ACS " + operation.name() + ": the server stops", false, e);
            end(span, operation, null, stopping);
            return CompletableFuture.failedFuture(stopping);
        }
    }

    private Span span(Operation operation, AcsSettings acs) {
        var host = Optional.ofNullable(acs.endpoint().getHost());
        var span = Spans.asks(tracer.spanBuilder("acs " + operation.name()), "acs", host, "http")
                .setParent(operation.trace())
                .setAttribute(Names.HTTP_METHOD, operation.name().equals(LOOK) ? "GET" : "POST");
        operation.connectionId().ifPresent(id -> span.setAttribute(Names.CONNECTION_ID, id));
        return span.startSpan();
    }

    private void end(Span span, Operation operation, Object done, Throwable failure) {
        if (done instanceof Placed placed) {
            span.setAttribute(Names.CONNECTION_ID, placed.connectionId());
        }
        if (failure != null) {
            var cause = cause(failure);
            var type = type(cause);
            long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            Spans.failed(span, type, translated(operation.name(), cause).getMessage(), now);
            if (!(cause instanceof CallControlFailed)) { // that is ours: ACS was not asked
                errors.add(1, Attributes.of(Names.PEER_KEY, "acs", Names.ERROR_TYPE_KEY, type));
            }
        }
        span.end();
    }

    /** One of few. */
    private static String type(Throwable cause) {
        if (cause instanceof WithoutConnectionId) {
            return UNREADABLE;
        }
        if (cause instanceof HttpResponseException e && e.getResponse() != null) {
            int status = e.getResponse().getStatusCode();
            return status < FAILURES ? UNREADABLE : "status_" + status;
        }
        return cause instanceof TimeoutException ? "timeout" : cause.getClass().getSimpleName();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static CallControlFailed translated(String operation, Throwable failure) {
        var cause = cause(failure);
        if (cause instanceof CallControlFailed failed) {
            return failed;
        }
        if (cause instanceof WithoutConnectionId) {
            return new CallControlFailed("ACS " + operation + ": no connection id", false, cause);
        }
        if (cause instanceof TimeoutException) {
            return new CallControlFailed("ACS " + operation + ": no answer in time", true, cause);
        }
        if (cause instanceof HttpResponseException e && e.getResponse() != null) {
            int status = e.getResponse().getStatusCode();
            boolean garbled = status < FAILURES; // what came with the good status could not be read
            return new CallControlFailed(
                    "ACS " + operation + ": status " + status + (garbled ? ", unreadable" : ""),
                    garbled || status == 429 || status >= 500,
                    quiet(e));
        }
        return new CallControlFailed(
                "ACS " + operation + ": " + cause.getClass().getSimpleName(), true, quiet(cause));
    }

    /** The SDK's messages repeat what ACS wrote, which may repeat numbers: only type and place are kept. */
    private static Throwable quiet(Throwable cause) {
        var quiet = new IllegalStateException(cause.getClass().getName());
        quiet.setStackTrace(cause.getStackTrace());
        return quiet;
    }

    /** ACS took the call and did not say under which id. */
    private static final class WithoutConnectionId extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static Placed placed(CallConnectionProperties properties) {
        var id = properties.getCallConnectionId();
        if (id == null || id.isBlank()) {
            throw new WithoutConnectionId();
        }
        return new Placed(id, Optional.ofNullable(properties.getCorrelationId()));
    }

    private static String callback(AcsSettings acs, CallPlan plan) {
        return acs.publicUrl() + "/api/v1/calls/callbacks?call=" + plan.callId();
    }

    private static Context media(AcsSettings acs, CallPlan plan) {
        var webSocket = acs.publicUrl().toString().replaceFirst("^http", "ws"); // https becomes wss
        var url = URI.create(webSocket + "/api/v1/media/stream?key=" + plan.mediaKey());
        return new Context(MediaStreamingPolicy.MEDIA, new Media(url, plan.sampleRateHz()));
    }

    private CallAutomationClient client(AcsSettings acs) {
        var ready = client;
        if (ready == null) {
            synchronized (this) {
                ready = client;
                if (ready == null) {
                    ready = connects.apply(acs, keys);
                    client = ready;
                }
            }
        }
        return ready;
    }
}
