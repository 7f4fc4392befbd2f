package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.agents.PersonaFormat.Reading;
import dev.parley.agents.PersonaId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Personas of the earlier system: functions that a file defines and no server answers, names that it does not declare. */
class EarlierFilesTest {
    private static final String OF_AN_EARLIER_SYSTEM =
            """
            ---
            id: social-media-manager
            name: Social media manager
            description: Writes posts.
            model:
              api: chat
            inputs:
              customer: {type: string, default: guest}
            tools:
              create_image:
                type: function
                description: Makes an image.
                parameters:
                  - {name: description, type: string, required: true, description: What it shows.}
              end_call:
                type: function
                description: Ends the call.
                parameters: []
            ---
            You write posts for {{customer}}. Today is {{date}}, it is {{time}}.
            """;

    @Test
    void oneThatIsDefinedIsLeftToBrowserClients() {
        var reading = read(OF_AN_EARLIER_SYSTEM);

        assertThat(reading.persona().orElseThrow().tools()).containsExactly("end_call");
        assertThat(told(reading))
                .containsExactly("WARNING 9 no tool of this server answers create_image: only browser clients that"
                        + " answer it themselves can use it; phone calls go without");
        assertThat(reading.summary().id()).contains("social-media-manager");
    }

    @Test
    void parleysOwnListMayNameItToo() {
        var reading = read("---\nname: a\ntools: [{name: show, kind: function, parameters: []}]\n"
                + "parley: {tools: [show, end_call]}\n---\nHello\n");

        assertThat(reading.persona().orElseThrow().tools()).containsExactly("end_call");
        assertThat(told(reading))
                .singleElement()
                .asString()
                .startsWith("WARNING 3 no tool of this server answers show");
    }

    @Test
    void aNameThatNobodyDefinesIsAFault() {
        assertThat(told(read("---\nname: a\ntools:\n  - {name: end_cal, kind: function}\n---\nHello\n")))
                .containsExactly("ERROR 4 unknown tool end_cal; did you mean end_call?");
        assertThat(told(read("---\nname: a\nparley: {tools: [end_cal]}\n---\nHello\n")))
                .containsExactly("ERROR 3 unknown tool end_cal; did you mean end_call?");
    }

    @Test
    void aFileOfTheEarlierSystemUsesTheCustomersNameWithoutDeclaringIt() {
        var bare =
                "---\nid: travel\nname: Travel\ndescription: Plans trips.\n---\nYou work with {{customer}} on {{date}} at {{time}}.\n";
        var required = bare.replace("---\nYou", "inputs:\n  customer: {type: string, required: true}\n---\nYou");
        for (var text : List.of(bare, required)) {
            var reading = read(text);
            assertThat(told(reading)).isEmpty();
            var prompt = reading.persona().orElseThrow().prompt();
            assertThat(prompt.render(Map.of("customer", "Jane", "date", "1 May", "time", "9:30")))
                    .containsExactly(new ChatMessage.Instructions("You work with Jane on 1 May at 9:30."));
            assertThat(prompt.render(Map.of("date", "1 May", "time", "9:30")))
                    .containsExactly(new ChatMessage.Instructions("You work with the customer on 1 May at 9:30."));
        }
        assertThat(told(read(bare.replace("id: travel\n", ""))))
                .singleElement()
                .asString()
                .contains("variable 'customer' is neither declared");
    }

    private static Reading read(String text) {
        return new PromptyFormat(List.of("end_call"), References.of(Path.of("prompty"))).read(new PersonaId("a"), text);
    }

    private static List<String> told(Reading reading) {
        return reading.findings().stream().map(EarlierFilesTest::words).toList();
    }

    private static String words(Finding finding) {
        return finding.severity() + " " + finding.line() + " " + finding.message();
    }
}
