package dev.parley.emulator.cosmos;

import dev.parley.emulator.cosmos.items.ItemPaths;
import dev.parley.emulator.cosmos.store.Container;
import dev.parley.emulator.cosmos.store.CosmosStore;
import dev.parley.emulator.cosmos.wire.CosmosReply;
import dev.parley.emulator.cosmos.wire.CosmosRequest;
import dev.parley.emulator.cosmos.wire.Gate;
import dev.parley.emulator.cosmos.wire.Operation;
import dev.parley.emulator.cosmos.wire.Refusal;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.faults.Occasion;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers every request: faults first, then the key, then the work. Thread-safe; a delay holds the caller's thread. */
@ApplicationScoped
public class CosmosService {
    private static final Logger LOG = Logger.getLogger(CosmosService.class.getName());

    private static final int FOUND_NOTHING_NEW = 304;

    private final CosmosStore store;
    private final AccountPaths account;
    private final Gate gate;
    private final Faults faults;
    private final RequestLog log;

    @Inject
    public CosmosService(CosmosSettings settings, CosmosAccount account, Faults faults, RequestLog log) {
        this(account.store(), new Gate(settings.key(), settings.entraAudience(), Clock.systemUTC()), faults, log);
    }

    CosmosService(CosmosStore store, Gate gate, Faults faults, RequestLog log) {
        this.store = store;
        this.account = new AccountPaths(store);
        this.gate = gate;
        this.faults = faults;
        this.log = log;
    }

    CosmosService() {
        this((CosmosStore) null, null, null, null);
    }

    /** Never throws: whatever goes wrong is answered. */
    CosmosReply answer(CosmosRequest request) {
        RequestEntry entry =
                log.open(AzureService.COSMOS, request.method() + " /" + String.join("/", request.segments()));
        CosmosReply reply = answerOrRefuse(request, entry);
        reply.headers().entrySet().stream()
                .filter(header -> header.getKey().equals("x-ms-request-charge"))
                .forEach(header -> entry.note("charge", header.getValue()));
        entry.close(reply.status());
        if (reply.status() == FOUND_NOTHING_NEW && !entry.notes().containsKey("fault")) {
            log.withdraw(entry); // whoever follows the change feed asks every second
        }
        return reply.with("x-ms-activity-id", request.header("x-ms-activity-id").orElseGet(() -> UUID.randomUUID()
                        .toString()))
                .with("x-ms-serviceversion", "version=2.14.0.0")
                .with("x-ms-gatewayversion", "version=2.14.0");
    }

    private CosmosReply answerOrRefuse(CosmosRequest request, RequestEntry entry) {
        try {
            Operation operation = Operation.of(request);
            entry.note("operation", operation.wire());
            Optional<Fault> fault = strike(operation, request);
            fault.ifPresent(struck -> entry.note("fault", struck.kind().wire()));
            Optional<CosmosReply> instead = fault.flatMap(CosmosFaults::before);
            if (instead.isPresent()) {
                return instead.get();
            }
            gate.check(request);
            CosmosReply reply = carryOut(operation, request);
            return fault.map(struck -> CosmosFaults.after(struck, reply)).orElse(reply);
        } catch (Refusal refusal) {
            return refusal.reply();
        } catch (UncheckedIOException e) {
            LOG.log(Level.SEVERE, "Cosmos: a change could not be kept", e);
            return Refusal.fault(500).reply();
        }
    }

    private Optional<Fault> strike(Operation operation, CosmosRequest request) {
        String path = "/" + String.join("/", request.segments());
        return faults.strike(Occasion.of(
                AzureService.COSMOS, Optional.empty(), Map.of(Limit.OPERATION, operation.wire(), Limit.PATH, path)));
    }

    private CosmosReply carryOut(Operation operation, CosmosRequest request) {
        return switch (operation) {
            case ACCOUNT, OFFERS, DATABASE, CONTAINER, RANGES -> account.answer(operation, request);
            default -> {
                List<String> path = request.segments();
                Container container = store.container(path.get(1), path.get(3)).orElseThrow(Refusal::noOwner);
                yield new ItemPaths(container)
                        .answer(operation, request)
                        .with("x-ms-alt-content-path", "dbs/" + path.get(1) + "/colls/" + path.get(3));
            }
        };
    }
}
