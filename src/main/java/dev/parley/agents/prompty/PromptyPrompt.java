package dev.parley.agents.prompty;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.Prompt;
import dev.parley.agents.PromptNotRendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The body of a prompty file, and the greeting, ready to be rendered for each call. Tried once when it is made. */
final class PromptyPrompt implements Prompt {
    private final String persona;
    private final PromptyInputs inputs;
    private final RoleMarkers markers;
    private final Template body;
    private final Optional<Template> greeting;

    private PromptyPrompt(
            String persona, PromptyInputs inputs, RoleMarkers markers, Template body, Optional<Template> greeting) {
        this.persona = persona;
        this.inputs = inputs;
        this.markers = markers;
        this.body = body;
        this.greeting = greeting;
    }

    /** Finds fault with a body or greeting that cannot be rendered or uses a variable that nobody gives; then it is empty. */
    static Optional<PromptyPrompt> of(String persona, PromptyFile file, Section root, Optional<String> greeting) {
        var format = root.section("template").section("format").text("kind").orElse("jinja2");
        var inputs = PromptyInputs.of(root);
        var markers = new RoleMarkers(file.body());
        var check = new TemplateCheck(format, inputs.trial(), file.findings());
        if (file.body().isEmpty()) {
            file.findings().error(file.bodyLine(), 1, "the body is empty: it holds the persona's instructions");
            return Optional.empty();
        }
        var body = check.ofBody(markers.tagged(), file.bodyLine());
        var opening = greeting.flatMap(text -> check.ofKey(text, "parley.greeting"));
        return body.filter(sound -> greeting.isPresent() == opening.isPresent())
                .map(sound -> new PromptyPrompt(persona, inputs, markers, sound, opening));
    }

    @Override
    public List<ChatMessage> render(Map<String, Object> values) {
        var messages = new ArrayList<ChatMessage>();
        for (var message : markers.split(rendered(body, values))) {
            if (!message.text().isBlank()) {
                messages.add(
                        switch (message.role()) {
                            case "user" -> new ChatMessage.Caller(message.text());
                            case "assistant" -> new ChatMessage.Agent(message.text(), List.of());
                            default -> new ChatMessage.Instructions(message.text());
                        });
            }
        }
        return List.copyOf(messages);
    }

    @Override
    public Optional<String> greeting(Map<String, Object> values) {
        return greeting.map(template -> rendered(template, values).strip());
    }

    List<PersonaFormat.Input> inputs() {
        return inputs.listed();
    }

    private String rendered(Template template, Map<String, Object> values) {
        try {
            return template.render(inputs.filled(values, persona));
        } catch (FaultyFile e) {
            throw new PromptNotRendered("persona " + persona + ": " + e.getMessage(), e);
        }
    }
}
