package dev.parley.console.faces;

import dev.parley.console.PersonaFilter;
import dev.parley.console.PersonaRow;
import dev.parley.personas.NodePersonas;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All personas, as this node knows them; filter and page stand in the address, so that a list can be linked to. */
@Named
@RequestScoped
public class ListPage {
    private static final int ROWS = 20;

    @Inject
    private NodePersonas node;

    private String text = "";
    private String tag = "";
    private String state = "";
    private int number = 1;
    private int total;
    private List<PersonaRow> rows = List.of();

    public void load() {
        var filter = new PersonaFilter(text, tag, state);
        var catalog = node.catalog();
        var all = node.heads().stream().filter(filter::matches).toList();
        total = all.size();
        number = Math.clamp(number, 1, Math.max(1, (total + ROWS - 1) / ROWS));
        rows = all.stream()
                .skip((long) (number - 1) * ROWS)
                .limit(ROWS)
                .map(head -> PersonaRow.of(head, catalog))
                .toList();
    }

    public List<PersonaRow> getRows() {
        return rows;
    }

    /** Whether the store has been read since this server started. */
    public boolean isLoaded() {
        return node.loaded();
    }

    public boolean isFiltered() {
        return !(text + tag + state).isBlank();
    }

    public boolean isMore() {
        return number * ROWS < total;
    }

    /** As in {@code 21 to 40 of 95}. */
    public String getExtent() {
        int first = (number - 1) * ROWS + 1;
        return first + " to " + (first + rows.size() - 1) + " of " + total;
    }

    /** Of another page of the same list. */
    public String address(int page) {
        return "personas?text=" + escaped(text) + "&tag=" + escaped(tag) + "&state=" + escaped(state) + "&page=" + page;
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Every tag in use. */
    public List<String> getTags() {
        return node.heads().stream()
                .flatMap(head -> head.about().tags().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text == null ? "" : text;
    }

    public String getTag() {
        return tag;
    }

    public void setTag(String tag) {
        this.tag = tag == null ? "" : tag;
    }

    public String getState() {
        return state;
    }

    public void setState(String state) {
        this.state = state == null ? "" : state;
    }

    public int getNumber() {
        return number;
    }

    public void setNumber(int number) {
        this.number = number;
    }
}
