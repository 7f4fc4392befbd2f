package dev.parley.console.faces;

import dev.parley.agents.PersonaId;
import dev.parley.personas.Catalog;
import dev.parley.personas.Catalogs;
import dev.parley.personas.NodePersonas;
import dev.parley.personas.PersonaHead;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who answers which number, and who answers all others. */
@Named
@ViewScoped
public class NumbersPage implements Serializable {
    @Inject
    private Catalogs catalogs;

    @Inject
    private NodePersonas node;

    @Inject
    private Deeds deeds;

    private String version = "";
    private String byDefault = "";
    private ArrayList<Row> rows = new ArrayList<>();

    /** A number and who answers it, while somebody edits it. */
    public static class Row implements Serializable {
        private String number;
        private String persona;

        Row(String number, String persona) {
            this.number = number;
            this.persona = persona;
        }

        public String getNumber() {
            return number;
        }

        public void setNumber(String number) {
            this.number = number == null ? "" : number.strip();
        }

        public String getPersona() {
            return persona;
        }

        public void setPersona(String persona) {
            this.persona = persona == null ? "" : persona;
        }
    }

    public void load() {
        deeds.fromTheStore(catalogs::current).ifPresent(this::show);
    }

    private void show(Catalog catalog) {
        version = catalog.version();
        byDefault = catalog.byDefault().map(PersonaId::value).orElse("");
        rows = new ArrayList<>();
        catalog.numbers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        rows.add(new Row(entry.getKey(), entry.getValue().value())));
    }

    public void add() {
        rows.add(new Row("", byDefault));
    }

    public void remove(int index) {
        rows.remove(index);
    }

    public void saveNumbers() {
        numbers().ifPresent(map -> deeds.asA(Me.APPROVER, () -> catalogs.numbers(map, version, deeds.name()))
                .ifPresent(catalog -> {
                    show(catalog);
                    deeds.done("Saved. New calls are answered by it within two seconds.");
                }));
    }

    private Optional<HashMap<String, PersonaId>> numbers() {
        var map = new HashMap<String, PersonaId>();
        for (var row : rows) {
            var persona = PersonaId.of(row.getPersona());
            if (persona.isEmpty()) {
                deeds.wrong("Say who answers " + row.getNumber() + ".");
                return Optional.empty();
            }
            if (map.put(row.getNumber(), persona.get()) != null) {
                deeds.wrong("The number " + row.getNumber() + " stands there twice.");
                return Optional.empty();
            }
        }
        return Optional.of(map);
    }

    public void saveDefault() {
        PersonaId.of(byDefault)
                .flatMap(id -> deeds.asA(Me.APPROVER, () -> catalogs.makeDefault(id, deeds.name())))
                .ifPresent(catalog -> {
                    show(catalog);
                    deeds.done("Saved. " + byDefault + " answers where nothing else is said.");
                });
    }

    public List<Row> getRows() {
        return rows;
    }

    /** Who can answer. */
    public List<String> getPersonas() {
        return node.heads().stream()
                .filter(head -> head.published().isPresent())
                .map(PersonaHead::id)
                .map(PersonaId::value)
                .toList();
    }

    public String getByDefault() {
        return byDefault;
    }

    public void setByDefault(String byDefault) {
        this.byDefault = byDefault == null ? "" : byDefault;
    }
}
