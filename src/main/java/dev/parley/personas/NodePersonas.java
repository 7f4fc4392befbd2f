package dev.parley.personas;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas.Fault;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Published;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What this node knows of all personas: their heads, ready to be answered by, and the catalog. Readers get the last good state
 * at once and never wait; {@link Following} brings what changed. Thread-safe.
 */
@ApplicationScoped
public class NodePersonas {
    private static final Logger LOG = Logger.getLogger(NodePersonas.class.getName());
    /** A call keeps the revision it began with; more are published while it lasts only by who is in a hurry. */
    private static final int EARLIER = 4;

    private final PersonaFormat format;
    private final Map<String, Known> byId = new ConcurrentSkipListMap<>();
    private volatile Catalog catalog = Catalog.EMPTY;
    private volatile boolean loaded;

    /**
     * @param published what callers get; of an earlier revision where the newest does not load here
     * @param canary what some get
     * @param earlier what calls that still live may have begun with, newest first
     * @param fault why the newest does not load here
     */
    public record Known(
            PersonaHead head,
            Optional<Persona> published,
            Optional<Persona> canary,
            List<Persona> earlier,
            Optional<Fault> fault) {}

    NodePersonas() {
        this(null);
    }

    @Inject
    public NodePersonas(PersonaFormat format) {
        this.format = format;
    }

    /** Whether the store has been read once. */
    public boolean loaded() {
        return loaded;
    }

    /** @throws StoreUnavailable while it has not: nobody can tell yet what there is */
    public void mustBeLoaded() {
        if (!loaded) {
            throw new StoreUnavailable("the personas have not been read yet", null);
        }
    }

    public Catalog catalog() {
        return catalog;
    }

    /** By id; the ones that are gone left out. */
    public List<PersonaHead> heads() {
        return byId.values().stream()
                .map(Known::head)
                .filter(head -> !head.gone())
                .toList();
    }

    public Optional<Known> find(PersonaId id) {
        return Optional.ofNullable(byId.get(id.value()))
                .filter(known -> !known.head().gone());
    }

    /** The persona that was, too: for calls that began before it went. */
    Optional<Known> remembered(PersonaId id) {
        return Optional.ofNullable(byId.get(id.value()));
    }

    List<Fault> faults() {
        return byId.values().stream()
                .map(Known::fault)
                .flatMap(Optional::stream)
                .toList();
    }

    void learn(PersonaStore.Everything everything) {
        everything.heads().forEach(this::learn);
        learn(everything.catalog());
        loaded = true;
    }

    /** Takes a catalog in; one that is older than what is known changes nothing. */
    synchronized void learn(Catalog other) {
        if (other.audit().number() >= catalog.audit().number()) {
            catalog = other;
        }
    }

    /** Takes a head in; one that is older than what is known changes nothing. */
    synchronized void learn(PersonaHead head) {
        var old = Optional.ofNullable(byId.get(head.id().value()));
        if (old.filter(known -> known.head().audit().number() > head.audit().number())
                .isEmpty()) {
            byId.put(head.id().value(), known(head, old));
        }
    }

    private Known known(PersonaHead head, Optional<Known> old) {
        var faults = new ArrayList<Fault>();
        var published = head.published().flatMap(revision -> loaded(head.id(), revision, old, faults));
        var canary = head.canary().map(Canary::revision).flatMap(revision -> loaded(head.id(), revision, old, faults));
        var was = old.flatMap(Known::published);
        return new Known(
                head,
                published.or(() -> head.published().isEmpty() ? Optional.empty() : was),
                canary,
                old.map(before -> earlier(before, published, canary)).orElse(List.of()),
                faults.stream().findFirst());
    }

    private Optional<Persona> loaded(PersonaId id, Published revision, Optional<Known> old, List<Fault> faults) {
        var present = old.flatMap(known -> revisions(known).stream()
                .filter(persona -> persona.revision().equals(revision.hash()))
                .findFirst());
        if (present.isPresent()) {
            return present;
        }
        var reading = format.read(id, revision.text());
        if (reading.persona().isEmpty()) {
            reading.findings().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .findFirst()
                    .map(finding -> new Fault(id + " revision " + revision.number(), finding.line(), finding.message()))
                    .ifPresent(fault -> {
                        faults.add(fault);
                        LOG.log(Level.SEVERE, "Persona not loaded: {0} line {1}: {2}", new Object[] {
                            fault.file(), fault.line(), fault.reason()
                        });
                    });
        }
        return reading.persona();
    }

    private static List<Persona> revisions(Known known) {
        var all = new ArrayList<Persona>();
        known.published().ifPresent(all::add);
        known.canary().ifPresent(all::add);
        all.addAll(known.earlier());
        return all;
    }

    private static List<Persona> earlier(Known before, Optional<Persona> published, Optional<Persona> canary) {
        return revisions(before).stream()
                .filter(persona -> !published.filter(persona::equals).isPresent()
                        && !canary.filter(persona::equals).isPresent())
                .distinct()
                .limit(EARLIER)
                .toList();
    }
}
