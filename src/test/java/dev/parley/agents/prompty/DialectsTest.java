package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialects in the wild (prompty §1): one persona, written in each, is the same persona. */
class DialectsTest {
    private static final String OF_2024 =
            """
            ---
            name: travel
            description: Plans trips.
            version: "1.0"
            authors: [somebody]
            tags: [voice]
            model:
              api: chat
              configuration:
                type: azure_openai
                azure_deployment: gpt-4o
                azure_endpoint: ${env:AZURE_OPENAI_ENDPOINT}
                api_version: 2024-10-21
              parameters:
                max_tokens: 300
                temperature: 0.2
                top_p: 0.9
                tools:
                  - type: function
                    function: {name: look_up_trip, description: Finds a trip., parameters: {type: object, properties: {}}}
            inputs:
              customer: {type: string, description: Who calls.}
            sample:
              customer: guest
            template: jinja2
            ---
            system:
            You speak with {{customer}}.
            """;

    private static final String OF_THE_1_X_RUNTIMES =
            """
            ---
            id: travel-agent
            name: travel
            description: Plans trips.
            metadata:
              authors: [somebody]
              tags: [voice]
            model:
              api: chat
              id: gpt-4o
              connection: {type: azure_openai, azure_endpoint: "${env:AZURE_OPENAI_ENDPOINT}"}
              options: {max_tokens: 300, temperature: 0.2, top_p: 0.9}
            inputs:
              customer: guest
            tools:
              look_up_trip:
                type: function
                description: Finds a trip.
                parameters:
                  - {name: id, type: string, required: true, description: Its number.}
            template: {type: jinja2, parser: prompty}
            ---
            You speak with {{customer}}.
            """;

    private static final String OF_VERSION_2 =
            """
            ---
            name: travel
            description: Plans trips.
            metadata: {authors: [somebody], tags: [voice]}
            model:
              id: gpt-4o
              provider: foundry
              apiType: chat
              connection: {kind: key, endpoint: "${env:AZURE_OPENAI_ENDPOINT}", apiKey: "${env:AZURE_OPENAI_API_KEY}"}
              options: {maxOutputTokens: 300, temperature: 0.2, topP: 0.9}
            inputs:
              - {name: customer, kind: string, default: guest, description: Who calls.}
            tools:
              - {name: look_up_trip, kind: function, description: Finds a trip., parameters: []}
            template:
              format: {kind: jinja2}
              parser: {kind: prompty}
            ---
            system:
            You speak with {{customer}}.
            """;

    @ParameterizedTest
    @ValueSource(strings = {OF_2024, OF_THE_1_X_RUNTIMES, OF_VERSION_2})
    void eachDialectMakesTheSamePersona(String text) {
        var reading = new PromptyFormat(List.of("look_up_trip"), References.of(Path.of("prompty")))
                .read(new PersonaId("travel"), text);

        assertThat(reading.findings()).isEmpty();
        assertThat(reading.summary().tags()).containsExactly("voice");
        assertThat(reading.summary().tools()).containsExactly("look_up_trip");
        var persona = reading.persona().orElseThrow();
        assertThat(persona.name()).isEqualTo("travel");
        assertThat(persona.description()).isEqualTo("Plans trips.");
        assertThat(persona.model())
                .isEqualTo(new Persona.ModelSettings(
                        Optional.of("gpt-4o"), Optional.of(0.2), Optional.of(0.9), Optional.of(300)));
        assertThat(persona.tools()).containsExactly("look_up_trip");
        assertThat(persona.prompt().render(Map.of()))
                .containsExactly(new ChatMessage.Instructions("You speak with guest."));
        assertThat(persona.prompt().render(Map.of("customer", "Jane")))
                .containsExactly(new ChatMessage.Instructions("You speak with Jane."));
    }
}
