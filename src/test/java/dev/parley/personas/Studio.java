package dev.parley.personas;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas.Fault;
import dev.parley.agents.Seeds;
import dev.parley.agents.Seeds.Seed;
import dev.parley.agents.Tools;
import dev.parley.agents.prompty.PromptyFormat;
import dev.parley.call.CallFakes;
import dev.parley.config.PersonaSettings;
import dev.parley.personas.Publishing.Order;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A node that works on the personas of a store: several of them may share one. */
final class Studio {
    final FakeStore store;
    final PersonaFormat format;
    final NodePersonas node;
    final FakeProjection projection = new FakeProjection();
    final Configurations configurations;
    final Projecting projecting;
    final Heads heads;
    final Catalogs catalogs;
    final Drafts drafts;
    final Publishing publishing;
    final Renaming renaming;
    final LiveTexts texts;
    final Histories histories;
    final PublishedPersonas published;

    Studio() {
        this(new FakeStore());
    }

    Studio(FakeStore store) {
        this(store, true);
    }

    Studio(FakeStore store, boolean hasRealtimeModel) {
        this.store = store;
        format = new PromptyFormat(CallFakes.settings(Map.of("parley.personas", "target")), tools());
        node = new NodePersonas(format);
        configurations = new Configurations(node, format);
        projecting = new Projecting(store, projection, configurations, node, () -> Runnable::run, Optional.empty());
        heads = new Heads(store, node, format, projecting, new Ticking());
        catalogs = new Catalogs(store, node, heads);
        var checks = new Checks(format, node, hasRealtimeModel);
        drafts = new Drafts(heads, checks, catalogs, format);
        publishing = new Publishing(store, heads, checks, catalogs);
        renaming = new Renaming(store, heads, catalogs, format);
        texts = new LiveTexts(heads, drafts, publishing, catalogs, renaming, format);
        histories = new Histories(store);
        published = new PublishedPersonas(node, json -> List.of());
    }

    /** A millisecond later each time it is asked, so that what follows something else is later. */
    private static final class Ticking extends Clock {
        private final AtomicLong now = new AtomicLong(System.currentTimeMillis());

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static Tools tools() {
        return (Tools) Proxy.newProxyInstance(
                Studio.class.getClassLoader(), new Class<?>[] {Tools.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("names")) {
                        return List.of("end_call");
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    static String text(String id, String greeting, String... keys) {
        return "---\nname: " + id + "\nparley:\n  greeting: " + greeting + "\n"
                + String.join(
                        "", List.of(keys).stream().map(key -> "  " + key + "\n").toList())
                + "---\nsystem:\nYou are " + id + ".\n";
    }

    /** What would come of the folder's files, by a server with these settings. */
    Seeding seeding(List<Seed> files, PersonaSettings settings) {
        var seeds = new Seeds() {
            @Override
            public List<Seed> all() {
                return files;
            }

            @Override
            public List<Fault> faults() {
                return List.of();
            }
        };
        return new Seeding(store, seeds, format, heads, catalogs, settings);
    }

    static PersonaId id(String value) {
        return new PersonaId(value);
    }

    PersonaHead publishes(String id, String greeting, String... keys) {
        var present = store.head(id(id)).filter(head -> !head.gone());
        var text = text(id, greeting, keys);
        var head = present.isPresent()
                ? drafts.save(id(id), text, present.get().version(), "ed").head()
                : drafts.create(Optional.of(id(id)), text, "ed").head();
        return publishing.publish(id(id), head.version(), order("because"), "ann");
    }

    static Order order(String comment) {
        return new Order(comment, Optional.empty(), Optional.empty());
    }

    /** Takes in what other nodes did. */
    void looks() {
        node.learn(store.everything());
    }
}
