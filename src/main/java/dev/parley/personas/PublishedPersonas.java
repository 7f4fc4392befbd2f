package dev.parley.personas;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import dev.parley.agents.ToolSchema;
import dev.parley.personas.NodePersonas.Known;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What calls see of the personas of this node: the published ones, and the canary where a caller gets it. */
@ApplicationScoped
public class PublishedPersonas implements Personas {
    private static final int PERCENT = 100;

    private final NodePersonas node;
    private final ClientTools clientTools;

    PublishedPersonas() {
        this(null, null);
    }

    @Inject
    public PublishedPersonas(NodePersonas node, ClientTools clientTools) {
        this.node = node;
        this.clientTools = clientTools;
    }

    @Override
    public Optional<Persona> find(PersonaId id) {
        return node.find(id).flatMap(Known::published);
    }

    @Override
    public Optional<Persona> find(PersonaId id, String revision) {
        return node.remembered(id).stream()
                .flatMap(known -> Stream.concat(
                        Stream.concat(known.published().stream(), known.canary().stream()), known.earlier().stream()))
                .filter(persona -> persona.revision().equals(revision))
                .findFirst();
    }

    @Override
    public Optional<Persona> forCall(PersonaId id, String caller, String called) {
        return node.find(id).flatMap(known -> getsCanary(known, caller, called) ? known.canary() : known.published());
    }

    private static boolean getsCanary(Known known, String caller, String called) {
        var rule = known.head().canary();
        return known.canary().isPresent()
                && rule.isPresent()
                && (rule.get().numbers().contains(caller)
                        || rule.get().numbers().contains(called)
                        || side(caller, rule.get().revision().hash())
                                < rule.get().percent());
    }

    /** 0 to 99, the same for the same caller as long as the canary lasts. */
    private static int side(String caller, String canary) {
        return Integer.remainderUnsigned(
                Integer.parseUnsignedInt(Chain.link(canary, caller).substring(0, 8), 16), PERCENT);
    }

    @Override
    public Optional<PersonaId> answering(String called) {
        var catalog = node.catalog();
        return Optional.ofNullable(catalog.numbers().get(called))
                .filter(id -> find(id).isPresent())
                .or(catalog::byDefault);
    }

    @Override
    public Optional<Persona> byDefault() {
        return node.catalog().byDefault().flatMap(this::find);
    }

    /** But for those that this server runs for the persona: it needs no client for them. */
    @Override
    public List<ToolSchema> clientTools(PersonaId id) {
        var ours = find(id).map(Persona::tools).orElse(List.of());
        return node.find(id).stream()
                .flatMap(known -> clientTools.schemas(known.head().clientTools()).stream())
                .filter(tool -> !ours.contains(tool.name()))
                .toList();
    }

    @Override
    public List<Persona> all() {
        return node.heads().stream().flatMap(head -> find(head.id()).stream()).toList();
    }

    @Override
    public List<Fault> faults() {
        return node.faults();
    }
}
