package dev.parley.personas;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaId;
import dev.parley.personas.NodePersonas.Known;
import dev.parley.personas.PersonaHead.Published;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Predicate;

/** Personas as clients of the earlier system read them, from what this node knows. */
@ApplicationScoped
public class Configurations {
    private final NodePersonas node;
    private final PersonaFormat format;

    Configurations() {
        this(null, null);
    }

    @Inject
    public Configurations(NodePersonas node, PersonaFormat format) {
        this.node = node;
        this.format = format;
    }

    /** By id. */
    public List<Configuration> all() {
        return all(head -> true);
    }

    /** Those that one can talk to, by id. */
    public List<Configuration> published() {
        return all(Configurations::isPublished);
    }

    /** @throws PersonaRefused when there is none */
    public Configuration find(PersonaId id) {
        return find(id, head -> true);
    }

    /** @throws PersonaRefused when there is none that one can talk to */
    public Configuration published(PersonaId id) {
        return find(id, Configurations::isPublished);
    }

    private List<Configuration> all(Predicate<PersonaHead> wanted) {
        node.mustBeLoaded();
        var catalog = node.catalog();
        return node.heads().stream()
                .filter(wanted)
                .map(head -> of(head, catalog))
                .toList();
    }

    private Configuration find(PersonaId id, Predicate<PersonaHead> wanted) {
        node.mustBeLoaded();
        return node.find(id)
                .map(Known::head)
                .filter(wanted)
                .map(head -> of(head, node.catalog()))
                .orElseThrow(PersonaRefused::unknown);
    }

    private static boolean isPublished(PersonaHead head) {
        return head.published().isPresent();
    }

    Configuration of(PersonaHead head, Catalog catalog) {
        return new Configuration(
                head.id(),
                head.published().map(published -> name(head.id(), published)).orElseGet(() -> head.about()
                        .name()),
                catalog.byDefault().filter(head.id()::equals).isPresent(),
                head.published().map(Published::text).orElseGet(head::text),
                head.clientTools());
    }

    /** Of this very text: the head tells of the newest one. */
    private String name(PersonaId id, Published published) {
        return node.find(id)
                .flatMap(Known::published)
                .filter(persona -> persona.revision().equals(published.hash()))
                .map(Persona::name)
                .orElseGet(
                        () -> Heads.about(id, format.read(id, published.text()).summary())
                                .name());
    }
}
