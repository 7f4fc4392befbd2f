package dev.parley.personas;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Seeds;
import dev.parley.agents.Seeds.Seed;
import dev.parley.config.PersonaSettings;
import dev.parley.config.Settings;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.AuditEntry.Deed;
import dev.parley.personas.Heads.Edit;
import dev.parley.personas.PersonaHead.Published;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Puts the personas of the folder into the store where it has none of their id, and the settings' default and numbers where it
 * has none at all. One node does it; whoever is there already, edited or deleted, is left alone.
 */
@ApplicationScoped
public class Seeding {
    private static final Logger LOG = Logger.getLogger(Seeding.class.getName());
    private static final String WHO = "server";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final PersonaStore store;
    private final Seeds seeds;
    private final PersonaSettings settings;
    private final PersonaFormat format;
    private final Heads heads;
    private final Catalogs catalogs;

    Seeding() {
        this(null, null, null, null, null, (PersonaSettings) null);
    }

    @Inject
    public Seeding(
            PersonaStore store, Seeds seeds, PersonaFormat format, Heads heads, Catalogs catalogs, Settings settings) {
        this(store, seeds, format, heads, catalogs, settings.personas());
    }

    Seeding(
            PersonaStore store,
            Seeds seeds,
            PersonaFormat format,
            Heads heads,
            Catalogs catalogs,
            PersonaSettings settings) {
        this.store = store;
        this.seeds = seeds;
        this.settings = settings;
        this.format = format;
        this.heads = heads;
        this.catalogs = catalogs;
    }

    /**
     * Repeatable.
     *
     * @return false: another node is at it, which this one then follows, or was until it stopped half-way
     */
    boolean sow() {
        if (!store.claim("seeding", UUID.randomUUID().toString(), LONGEST)) {
            return false;
        }
        for (var fault : seeds.faults()) {
            LOG.log(Level.SEVERE, "Persona not seeded: {0}: {1}", new Object[] {fault.file(), fault.reason()});
        }
        for (var seed : seeds.all()) {
            if (store.head(seed.id()).isEmpty()) {
                sow(seed);
            }
        }
        catalogs.repair();
        fill();
        return true;
    }

    private void sow(Seed seed) {
        var reading = format.read(seed.id(), seed.text());
        if (reading.persona().isEmpty()) {
            reading.findings().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .forEach(finding -> LOG.log(Level.SEVERE, "Persona not seeded: {0} line {1}: {2}", new Object[] {
                        seed.file(), finding.line(), finding.message()
                    }));
            return;
        }
        var revision =
                Revision.after(ChainEnd.NONE, seed.id(), seed.text(), WHO, heads.now(), "seeded from " + seed.file());
        heads.commit(Edit.ofNew(seed.id())
                .about(Heads.about(seed.id(), reading.summary()))
                .published(Optional.of(Published.of(revision)))
                .revision(revision)
                .deed(new Deed(WHO, Action.SEEDED, "", revision.hash(), "")));
        LOG.log(Level.INFO, "Persona {0} was seeded", seed.id());
    }

    private void fill() {
        catalogs.change(catalog -> {
            if (catalog.byDefault().isPresent()) {
                return new Catalogs.Change(catalog);
            }
            var present = new TreeSet<String>();
            for (var head : store.everything().heads()) {
                if (!head.gone() && head.published().isPresent()) {
                    present.add(head.id().value());
                }
            }
            if (present.isEmpty()) {
                return new Catalogs.Change(catalog);
            }
            var wanted = settings.byDefault().filter(present::contains).orElse(present.first());
            var numbers = new HashMap<String, PersonaId>();
            settings.numbers().forEach((number, id) -> {
                if (present.contains(id)) {
                    numbers.put(number, new PersonaId(id));
                }
            });
            warnOfMissing(present, settings);
            return new Catalogs.Change(
                    catalog.withDefault(new PersonaId(wanted)).withNumbers(numbers),
                    new Deed(WHO, Action.DEFAULT_CHANGED, "", wanted, "from the settings"));
        });
    }

    private static void warnOfMissing(TreeSet<String> present, PersonaSettings settings) {
        var missing = new HashSet<>(settings.numbers().values());
        settings.byDefault().ifPresent(missing::add);
        missing.removeAll(present);
        missing.stream()
                .sorted()
                .forEach(id -> LOG.log(
                        Level.WARNING, "parley.numbers or parley.default-persona names {0}, which is no persona", id));
    }
}
