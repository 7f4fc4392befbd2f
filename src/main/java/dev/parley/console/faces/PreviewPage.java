package dev.parley.console.faces;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Input;
import dev.parley.agents.PersonaFormat.Preview;
import dev.parley.agents.TokenCount;
import dev.parley.console.Fault;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model and a caller are told at the start of a call, by the text that is edited now. Inputs stand in the address. */
@Named
@RequestScoped
public class PreviewPage {
    /** Before the name of an input in the address, so that none is taken for something else. */
    private static final String OF_INPUTS = "in-";

    @Inject
    private OnePersona persona;

    @Inject
    private PersonaFormat format;

    @Inject
    private TokenCount tokens;

    private Preview preview = new Preview(List.of(), Optional.empty(), List.of(), List.of());
    private int cost;

    /** A field of the form. */
    public record Field(String name, String label, String value, String hint) {}

    /** A message as the model gets it. */
    public record Said(String role, String words) {}

    public void load() {
        persona.head().ifPresent(head -> {
            preview = format.preview(head.id(), head.text(), given());
            cost = getMessages().stream()
                    .mapToInt(message -> tokens.of(message.words()))
                    .sum();
        });
    }

    private static Map<String, Object> given() {
        var values = new HashMap<String, Object>();
        parameters().forEach((name, value) -> {
            if (name.startsWith(OF_INPUTS) && !value.isEmpty()) {
                values.put(name.substring(OF_INPUTS.length()), value);
            }
        });
        return values;
    }

    private static Map<String, String> parameters() {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    }

    public List<Field> getFields() {
        return preview.inputs().stream().map(PreviewPage::field).toList();
    }

    private static Field field(Input input) {
        var name = OF_INPUTS + input.name();
        var usual = input.byDefault().map(Object::toString).orElse("");
        var hint = input.ofTheCall() ? "every call gives it" : usual.isEmpty() ? input.kind() : "else " + usual;
        return new Field(name, input.name(), parameters().getOrDefault(name, ""), hint);
    }

    public List<Said> getMessages() {
        return preview.messages().stream().map(PreviewPage::said).toList();
    }

    private static Said said(ChatMessage message) {
        return switch (message) {
            case ChatMessage.Instructions instructions -> new Said("Instructions", instructions.text());
            case ChatMessage.Caller caller -> new Said("Caller", caller.text());
            case ChatMessage.Agent agent -> new Said("Agent", agent.text());
            case ChatMessage.ToolAnswer answer -> new Said("Tool", answer.content());
        };
    }

    /** First words; empty where the model greets. */
    public String getGreeting() {
        return preview.greeting().orElse("");
    }

    public int getTokens() {
        return cost;
    }

    public List<Fault> getFaults() {
        return preview.findings().stream().map(Fault::of).toList();
    }
}
