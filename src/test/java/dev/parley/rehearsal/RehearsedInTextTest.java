package dev.parley.rehearsal;

import static dev.parley.rehearsal.TextRehearsal.failures;
import static dev.parley.rehearsal.TextRehearsal.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatModel.Event;
import dev.parley.agents.prompty.PersonaTexts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole test calls in text mode: the real conversation and cascade, a scripted model, virtual time. */
@Timeout(60)
class RehearsedInTextTest {
    private final TextRehearsal rehearsal = new TextRehearsal();

    @Test
    void aQuestionIsAnsweredAndTheCallerHangsUp() {
        rehearsal.model.says("open", "We are open from 8 to 6.");

        var result = rehearsal.run(
                """
                conversation:
                  - say: When are you open?
                    expect: {says: [From 8, "6"], doesNotSay: Sunday, matches: "\\\\bto\\\\s+6", judge: it is friendly}
                expect: {endedBy: caller, turnsAtMost: 1}
                """);

        assertThat(failures(result)).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(said(result))
                .containsExactly(
                        "agent: Hello, how can I help?",
                        "caller: When are you open?",
                        "agent: We are open from 8 to 6.");
        assertThat(result.latencies()).singleElement().satisfies(times -> {
            assertThat(times.step()).isEqualTo(1);
            assertThat(times.reply()).isPresent();
        });
    }

    @Test
    void eachExpectationThatFailsSaysWhatWasFoundInstead() {
        rehearsal.model.says("open", "We are open from 8 to 6.");
        rehearsal.model.verdict = "{\"pass\": false, \"reason\": \"it is curt\"}";

        var result = rehearsal.run(
                """
                conversation:
                  - say: When are you open?
                    expect:
                      says: nine
                      doesNotSay: open
                      matches: "^nine"
                      judge: it is friendly
                      calls: [{tool: opening_hours}]
                expect: {turnsAtMost: 1, says: goodbye}
                """);

        assertThat(result.passed()).isFalse();
        assertThat(failures(result).lines())
                .containsExactly(
                        "says \"nine\": the agent said: We are open from 8 to 6.",
                        "does not say \"open\": the agent said: We are open from 8 to 6.",
                        "matches ^nine: the agent said: We are open from 8 to 6.",
                        "is judged: it is friendly: it is curt",
                        "calls opening_hours: it was not called",
                        "says \"goodbye\": the agent said: Hello, how can I help? We are open from 8 to 6.");
    }

    @Test
    void whoWaitsForTheAgentToEndTheCallHangsUpInTheEnd() {
        var result = rehearsal.run("conversation: [{say: Hi there}]\nexpect: {endedBy: agent, handOff: billing}");

        assertThat(failures(result).lines())
                .containsExactly(
                        "ended by the agent: it ended: CALLER_HUNG_UP", "handed to billing: it was handed to nobody");
    }

    @Test
    void aVerdictThatCannotBeReadIsNone() {
        rehearsal.model.verdict = "I think it passes.";

        var result = rehearsal.run("conversation: [{say: Hi there, expect: {judge: it is friendly}}]");

        assertThat(failures(result)).contains("no verdict: the judge's answer is not the JSON that was asked for");
    }

    @Test
    void aCallerBargesInAfterSomeWordsAndIsAnswered() {
        rehearsal
                .model
                .says("open", "We are open on Monday, on Tuesday, on Wednesday, and on Thursday from 8 to 6.")
                .says("Saturday", "On Saturday until noon.");

        var result = rehearsal.run(
                """
                conversation:
                  - {say: When are you open?, expect: {says: We are open, doesNotSay: Thursday}}
                  - {bargeIn: "Sorry, I mean Saturday.", afterWords: 4, expect: {says: noon, doesNotSay: Monday}}
                """);

        assertThat(failures(result)).isEmpty();
        assertThat(said(result).get(2)).startsWith("agent: We are open on").endsWith("[cut]");
        assertThat(result.latencies().get(1).bargeIn().orElseThrow()).isBetween(1L, 2_000L);
    }

    @Test
    void aBargeInForWhichTheAgentIsTooShortIsAFault() {
        rehearsal.model.says("open", "From 8.");

        var result = rehearsal.run("conversation: [{say: When are you open?}, {bargeIn: Wait please., afterWords: 9}]");

        assertThat(result.passed()).isFalse();
        assertThat(result.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("before word 9, at act 2"));
    }

    @Test
    void aSilentCallerIsAskedAndInTheEndLeft() {
        var result = rehearsal
                .with("silence: {afterMs: 5000, prompts: [Are you there?], goodbye: Goodbye then.}")
                .run(
                        """
                        conversation:
                          - {silence: 6000, expect: {says: are you there}}
                          - {silence: 8000, expect: {says: goodbye then}}
                        expect: {endedBy: agent}
                        """);

        assertThat(failures(result)).isEmpty();
        assertThat(result.endedHow()).isEqualTo("CALLER_SILENT");
    }

    @Test
    void noiseDoesNotCutTheAgent() {
        rehearsal.model.says("open", "We are open on Monday, on Tuesday, on Wednesday, and on Thursday from 8 to 6.");

        var result = rehearsal.run(
                """
                conversation:
                  - {say: When are you open?}
                  - {noise: 1500, afterWords: 2}
                expect: {says: We are open on Monday, turnsAtMost: 1}
                """);

        assertThat(failures(result)).isEmpty();
        assertThat(said(result)).noneMatch(line -> line.endsWith("[cut]"));
        assertThat(result.transcript().getLast().text()).endsWith("from 8 to 6.");
    }

    @Test
    void pressedKeysAreAnswered() {
        rehearsal.model.says("[keys pressed: 12]", "You pressed one and two.");

        var result = rehearsal.run("conversation: [{press: \"12#\", expect: {says: one and two}}]");

        assertThat(failures(result)).isEmpty();
    }

    @Test
    void aMockAnswersInPlaceOfItsTool() {
        rehearsal
                .model
                .calls("order", "", "look_up_order", "{\"order_id\": \"a-1042\", \"count\": 2, \"more\": [1]}")
                .says("shipped", "It was shipped.")
                .says("failed", "It failed.");

        var result = rehearsal.run(
                """
                mocks: {look_up_order: [{answer: {state: shipped}, afterMs: 300}, {failed: true}]}
                conversation:
                  - say: Where is my order?
                    expect: {says: shipped, calls: [{tool: look_up_order, with: {order_id: A-1042, count: 2.0}}]}
                  - {say: And my other order?, expect: {says: failed}}
                """);

        assertThat(failures(result)).isEmpty();
    }

    @Test
    void aCallWithOtherArgumentsIsQuoted() {
        rehearsal
                .model
                .calls("order", "", "look_up_order", "{\"order_id\": \"B-7\"}")
                .says("failed", "That does not work.");

        var result = rehearsal.run(
                """
                conversation:
                  - say: Where is my order?
                    expect: {says: does not work, calls: [{tool: look_up_order, with: {order_id: A-1042}}]}
                """);

        assertThat(failures(result))
                .isEqualTo("calls look_up_order with {order_id=A-1042}: it was called with {\"order_id\": \"B-7\"}");
    }

    @Test
    void aLiveToolTakesItsTime() {
        rehearsal.model.calls("When", "", "opening_hours", "{}").says("opens", "At 8.");

        var result = rehearsal.run("tools: live\nconversation: [{say: When are you open?, expect: {says: At 8}}]");

        assertThat(failures(result)).isEmpty();
        assertThat(result.turns().getLast().act().orElseThrow()).isBetween(150L, 2_000L);
    }

    @Test
    void theAgentEndsTheCallItself() {
        rehearsal.model.calls("Goodbye", "Thank you. Goodbye!", "end_call", "{}");

        var result = rehearsal.run("conversation: [{say: Goodbye.}]\nexpect: {endedBy: agent, says: Thank you}");

        assertThat(failures(result)).isEmpty();
        assertThat(result.endedHow()).isEqualTo("AGENT_SAID_GOODBYE");
    }

    @Test
    void aCallThatEndsTooEarlyIsAFault() {
        rehearsal.model.calls("Goodbye", "Goodbye!", "end_call", "{}");

        var result = rehearsal.run("conversation: [{say: Goodbye.}, {say: One more thing.}]");

        assertThat(result.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("over before act 2"));
    }

    @Test
    void theCallerMayHangUpInTheMidstOfAnAnswer() {
        rehearsal.model.says("open", "We are open on Monday, on Tuesday, on Wednesday, and on Thursday from 8 to 6.");

        var result = rehearsal.run(
                "conversation: [{say: When are you open?}, {hangUp: true, afterWords: 2}]\nexpect: {endedBy: caller}");

        assertThat(failures(result)).isEmpty();
        assertThat(result.transcript().getLast().cut()).isTrue();
    }

    @Test
    void aFailingModelEndsInATransfer() {
        rehearsal.model.does("", events -> events.accept(new Event.Failed("503", false)));

        var result = rehearsal
                .with("limits: {apology: I put you through., onFailure: {transferTo: \"+15551230000\"}}")
                .run(
                        """
                        conversation: [{say: One.}, {say: Two.}, {say: Three.}]
                        expect: {endedBy: transfer, handOff: "+15551230000"}
                        """);

        assertThat(failures(result)).isEmpty();
    }

    @Test
    void theCallerGoesOnWithThePersonaThatTakesOver() {
        rehearsal
                .with("handOffs: [{to: billing, when: The caller asks for an invoice.}]")
                .model
                .calls("invoice", "", "hand_off_to_billing", "{\"reason\":\"an invoice\"}")
                .says("handed over", "Billing here. Which invoice is it?")
                .says("the last one", "It is paid.");
        rehearsal.others.put(
                "billing",
                PersonaTexts.persona(
                        "---\nname: billing\nparley: {pipeline: realtime, voice: cedar}\n---\nYou know invoices.\n"));

        var result = rehearsal.run(
                """
                conversation:
                  - {say: "Where is my invoice?", expect: {says: Which invoice}}
                  - {say: "The last one.", expect: {says: It is paid}}
                expect: {handOff: rehearsed}
                """); // the id of every persona that these tests read

        assertThat(failures(result)).isEmpty();
        assertThat(result.lastedMs()).as("nobody waits for an end of the call").isLessThan(15_000);
    }

    @Test
    void inputsMakeTheDayAndThePrompt() {
        rehearsal.run("inputs: {weekday: Thursday}\nconversation: [{say: Hi there}]");

        assertThat(rehearsal.model.asked.getFirst().history().getFirst())
                .hasToString("Instructions")
                .extracting("text")
                .isEqualTo("Today is Thursday.");
    }

    @Test
    void anAgentThatNeverStopsIsBoundedInRealTime() {
        rehearsal.model.does("", events -> {
            for (int i = 0; i < 50_000; i++) {
                events.accept(new Event.Token("and another thing, "));
            }
        });
        long before = System.nanoTime();

        var result = rehearsal.run("conversation: [{say: Hello.}]");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(result.endedHow()).isNotEqualTo("NOT_ENDED");
    }

    @Test
    void aPatternThatGoesAstrayIsGivenUp() {
        rehearsal.model.says("open", "a".repeat(60) + "!");

        var result = rehearsal.run("conversation: [{say: When are you open?, expect: {matches: '(x?)(a|aa)+\\1b'}}]");

        assertThat(failures(result)).contains("the pattern takes too long");
    }

    @Test
    void fiveTurnsTakeAFractionOfTheirTime() {
        rehearsal.model.says("open", "We are open from 8 to 6.");
        var test = "conversation:\n" + "  - {say: When are you open?, expect: {says: from 8}}\n".repeat(5);
        rehearsal.run(test); // classes are loaded
        long before = System.nanoTime();

        var result = rehearsal.run(test);

        assertThat(failures(result)).isEmpty();
        assertThat(result.lastedMs()).isGreaterThan(20_000);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(result.lastedMs() / 10));
    }
}
