package dev.parley.personas.cosmos;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry;
import dev.parley.personas.Catalog;
import dev.parley.personas.Overtaken;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaStore;
import dev.parley.personas.Revision;
import dev.parley.personas.TestRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Personas in Cosmos DB. Thread-safe. */
@ApplicationScoped
public class CosmosPersonaStore implements PersonaStore {
    private static final Logger LOG = Logger.getLogger(CosmosPersonaStore.class.getName());
    private static final String OF_TYPE = "SELECT * FROM c WHERE c.type = @type"; // the emulator knows this form

    /** The emulator knows this one, too. */
    private static final String NEWEST =
            "SELECT TOP @most * FROM c WHERE c.type = @type AND c.at <= @until ORDER BY c.at DESC";

    private final Cosmos cosmos;

    CosmosPersonaStore() {
        this(null);
    }

    @Inject
    public CosmosPersonaStore(Cosmos cosmos) {
        this.cosmos = cosmos;
    }

    @Override
    public void prepare() {
        cosmos.prepare();
    }

    @Override
    public Everything everything() {
        return cosmos.ask(at -> {
            var now = pages(
                    at.personas(), CosmosChangeFeedRequestOptions.createForProcessingFromNow(FeedRange.forFullRange()));
            var heads = query(at.personas(), Documents.HEAD, Optional.empty())
                    .map(Documents::head)
                    .toList();
            return new Everything(heads, catalog(at.personas()), now.mark());
        });
    }

    @Override
    public Changes changesSince(String mark) {
        return cosmos.ask(at -> {
            var pages = pages(at.personas(), CosmosChangeFeedRequestOptions.createForProcessingFromContinuation(mark));
            var heads = new ArrayList<PersonaHead>();
            Optional<Catalog> catalog = Optional.empty();
            for (var document : pages.documents()) {
                switch (document.path("type").asText()) {
                    case Documents.HEAD -> heads.add(Documents.head(document));
                    case Documents.CATALOG -> catalog = Optional.of(Documents.catalog(document));
                    default -> {
                        // history: asked for when somebody wants it
                    }
                }
            }
            return new Changes(heads, catalog, pages.mark());
        });
    }

    private record Pages(List<ObjectNode> documents, String mark) {}

    private static Pages pages(CosmosContainer container, CosmosChangeFeedRequestOptions from) {
        var documents = new ArrayList<ObjectNode>();
        var mark = "";
        for (var page : container.queryChangeFeed(from, ObjectNode.class).iterableByPage()) {
            documents.addAll(page.getResults());
            mark = page.getContinuationToken();
        }
        return new Pages(documents, mark);
    }

    @Override
    public Optional<PersonaHead> head(PersonaId id) {
        return cosmos.ask(at -> read(at.personas(), id.value(), Documents.HEAD)).map(Documents::head);
    }

    @Override
    public Catalog catalog() {
        return cosmos.ask(at -> catalog(at.personas()));
    }

    private static Catalog catalog(CosmosContainer container) {
        return read(container, AuditEntry.CATALOG, Documents.CATALOG)
                .map(Documents::catalog)
                .orElse(Catalog.EMPTY);
    }

    @Override
    public PersonaHead commit(PersonaHead head, List<Revision> revisions, List<AuditEntry> audit) {
        var json = Documents.of(head);
        var version = commit(
                json,
                head.version(),
                Stream.concat(
                                revisions.stream().map(Documents::of),
                                audit.stream().map(Documents::of))
                        .toList());
        return Documents.head(json.put(Documents.ETAG, version));
    }

    @Override
    public Catalog commit(Catalog catalog, List<AuditEntry> audit) {
        var json = Documents.of(catalog);
        var version = commit(
                json, catalog.version(), audit.stream().map(Documents::of).toList());
        return Documents.catalog(json.put(Documents.ETAG, version));
    }

    /** One transactional batch; returns the new version of the first document. */
    private String commit(ObjectNode main, String version, List<ObjectNode> others) {
        var partition = main.path("personaId").asText();
        return cosmos.ask(at -> {
            var batch = CosmosBatch.createCosmosBatch(new PartitionKey(partition));
            if (version.isEmpty()) {
                batch.createItemOperation(main);
            } else {
                batch.replaceItemOperation(
                        main.path("id").asText(), main, new CosmosBatchItemRequestOptions().setIfMatchETag(version));
            }
            others.forEach(batch::createItemOperation);
            var answer = at.personas().executeCosmosBatch(batch);
            mustHaveSucceeded(answer);
            return answer.getResults().getFirst().getETag();
        });
    }

    private static void mustHaveSucceeded(CosmosBatchResponse answer) {
        if (!answer.isSuccessStatusCode()) {
            throw Cosmos.ofStatus(answer.getStatusCode(), null);
        }
    }

    @Override
    public Optional<Revision> revision(PersonaId id, String hash) {
        return cosmos.ask(at -> read(at.personas(), id.value(), "rev-" + hash)).map(Documents::revision);
    }

    @Override
    public List<Revision> revisions(PersonaId id) {
        return cosmos.ask(at -> query(at.personas(), Documents.REVISION, Optional.of(id.value()))
                .map(Documents::revision)
                .sorted(Comparator.comparingLong(Revision::number))
                .toList());
    }

    @Override
    public List<AuditEntry> audit(String subject) {
        return cosmos.ask(at -> Stream.of(Documents.AUDIT, Documents.COPIED_AUDIT)
                .flatMap(type -> query(at.personas(), type, Optional.of(subject)))
                .map(Documents::audit)
                .sorted(Comparator.comparingLong(AuditEntry::number))
                .toList());
    }

    @Override
    public List<AuditEntry> audit() {
        return cosmos.ask(at -> query(at.personas(), Documents.AUDIT, Optional.empty())
                .map(Documents::audit)
                .sorted(Comparator.comparing(AuditEntry::at))
                .toList());
    }

    @Override
    public List<AuditEntry> audit(Instant until, int most) {
        var newest = new SqlQuerySpec(
                NEWEST,
                List.of(
                        new SqlParameter("@most", most),
                        new SqlParameter("@type", Documents.AUDIT),
                        new SqlParameter("@until", Documents.sortable(until))));
        return cosmos.ask(at -> {
            var entries = new ArrayList<AuditEntry>();
            at.personas()
                    .queryItems(newest, new CosmosQueryRequestOptions(), ObjectNode.class)
                    .iterableByPage(most)
                    .forEach(page -> page.getResults().forEach(json -> entries.add(Documents.audit(json))));
            return entries;
        });
    }

    @Override
    public void copy(PersonaId to, List<Revision> revisions, List<AuditEntry> audit) {
        Stream.concat(
                        revisions.stream().map(revision -> Documents.revision(to.value(), revision)),
                        audit.stream().map(entry -> Documents.audit(to.value(), entry)))
                .forEach(this::createWhereMissing);
    }

    private void createWhereMissing(ObjectNode document) {
        var key = new PartitionKey(document.path("personaId").asText());
        try {
            cosmos.ask(at -> at.personas().createItem(document, key, new CosmosItemRequestOptions()));
        } catch (Overtaken e) {
            LOG.log(Level.FINE, "{0} was copied before", document.path("id").asText());
        }
    }

    @Override
    public void keep(TestRun run) {
        cosmos.ask(at -> at.personas()
                .upsertItem(
                        Documents.of(run), new PartitionKey(run.persona().value()), new CosmosItemRequestOptions()));
    }

    @Override
    public Optional<TestRun> run(PersonaId id, String run) {
        return cosmos.ask(at -> read(at.personas(), id.value(), "run-" + run)).map(Documents::run);
    }

    @Override
    public List<TestRun> runs(PersonaId id) {
        return cosmos.ask(at -> query(at.personas(), Documents.RUN, Optional.of(id.value()))
                .map(Documents::run)
                .sorted(Comparator.comparing(TestRun::at).reversed())
                .toList());
    }

    @Override
    public boolean claim(String work, String holder, Duration time) {
        try {
            return cosmos.ask(at -> {
                var id = "lease-" + work;
                var present = read(at.personas(), AuditEntry.CATALOG, id);
                var now = Instant.now();
                boolean taken = present.filter(lease ->
                                Instant.parse(lease.path("until").asText()).isAfter(now))
                        .isPresent();
                if (taken) {
                    return false;
                }
                var lease = Documents.document(AuditEntry.CATALOG, id, "lease")
                        .put("holder", holder)
                        .put("until", now.plus(time).toString());
                var key = new PartitionKey(AuditEntry.CATALOG);
                if (present.isPresent()) {
                    var over = new CosmosItemRequestOptions()
                            .setIfMatchETag(present.get().path(Documents.ETAG).asText());
                    at.personas().replaceItem(lease, id, key, over);
                } else {
                    at.personas().createItem(lease, key, new CosmosItemRequestOptions());
                }
                return true;
            });
        } catch (Overtaken e) {
            return false; // another node was faster
        }
    }

    private static Optional<ObjectNode> read(CosmosContainer container, String partition, String id) {
        try {
            return Optional.of(container
                    .readItem(id, new PartitionKey(partition), ObjectNode.class)
                    .getItem());
        } catch (CosmosException e) {
            if (e.getStatusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static Stream<? extends JsonNode> query(CosmosContainer container, String type, Optional<String> partition) {
        var options = new CosmosQueryRequestOptions();
        partition.map(PartitionKey::new).ifPresent(options::setPartitionKey);
        return container
                .queryItems(
                        new SqlQuerySpec(OF_TYPE, List.of(new SqlParameter("@type", type))), options, ObjectNode.class)
                .stream();
    }
}
