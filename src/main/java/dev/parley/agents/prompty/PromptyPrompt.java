package dev.parley.agents.prompty;

import dev.parley.agents.ChatMessage;
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

    /** @throws FaultyFile when body or greeting cannot be rendered or use a variable that nobody gives */
    PromptyPrompt(String persona, PromptyFile file, Optional<String> greeting) {
        var format =
                file.root().section("template").section("format").text("kind").orElse("jinja2");
        this.persona = persona;
        this.inputs = PromptyInputs.of(file.root());
        this.markers = new RoleMarkers(file.body());
        var line = file.source().line("template");
        this.body = checked(format, markers.tagged(), line, file.bodyLine() - 1);
        this.greeting =
                greeting.map(text -> checked(format, text, line, file.source().line("parley.greeting") - 1));
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

    private String rendered(Template template, Map<String, Object> values) {
        try {
            return template.render(inputs.filled(values, persona));
        } catch (FaultyFile e) {
            throw new PromptNotRendered("persona " + persona + ": " + e.getMessage(), e);
        }
    }

    private Template checked(String format, String text, int lineOfFormat, int linesBefore) {
        try {
            var template = Template.of(format, text);
            template.check(inputs.trial());
            return template;
        } catch (FaultyFile e) {
            throw new FaultyFile(e.line() == 0 ? lineOfFormat : linesBefore + e.line(), e.getMessage(), e);
        }
    }
}
