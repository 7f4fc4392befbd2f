package dev.parley.cascade;

import static dev.parley.cascade.Services.piece;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.TurnId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a persona says in every call is synthesised once. Apology and goodbye of the persona: "Sorry." and "Goodbye." */
class SetPhrasesFromMemoryTest {
    private static final String PROMPT = "Are you there?";

    private final Services services = new Services();

    SetPhrasesFromMemoryTest() {
        services.cache = services.cache(1 << 20);
    }

    @Test
    void whenSynthesisIsGoneForGoodApologyAndGoodbyeAreHeardAllTheSame() {
        var session = services.open();
        session.speak(piece(0, 0), "Hello.");
        spoken(0, "hello");
        assertThat(texts()).containsExactly("Hello.", "Sorry.");
        spoken(1, "sorry");
        spoken(2, "goodbye");
        spoken(3, "a moment");

        session.speak(piece(1, 0), "At nine.");
        services.voicings.get(4).listener.failed("reset", false);
        services.out.clear();
        services.events.clear();
        session.speak(piece(2, 0), "Sorry.");
        session.speak(piece(2, 1), "Goodbye.");

        assertThat(services.out).containsExactly("2.0:sorry", "2.0.", "2.1:goodbye", "2.1.");
        assertThat(services.events)
                .containsExactly(
                        new EngineEvent.WordPlaced(piece(2, 0), 6, 10, 20),
                        new EngineEvent.PieceSpoken(piece(2, 0), 2),
                        new EngineEvent.WordPlaced(piece(2, 1), 8, 10, 20),
                        new EngineEvent.PieceSpoken(piece(2, 1), 3));
        assertThat(texts()).as("asked of the service").endsWith("At nine.").hasSize(5);
    }

    @Test
    void urgentPhrasesAreGotReadyOneAtATimeOnceTheCallHasSpoken() {
        var session = services.open();
        session.speak(piece(0, 0), "Hello.");
        assertThat(texts()).containsExactly("Hello.");
        spoken(0, "hello");
        assertThat(texts()).containsExactly("Hello.", "Sorry.");
        spoken(1, "sorry");
        assertThat(texts()).containsExactly("Hello.", "Sorry.", "Goodbye.");
        assertThat(services.out).as("nobody hears them").containsExactly("0.0:hello", "0.0.");
    }

    @Test
    void anOpenerIsHeardFromMemoryInEveryCallOfThatVoice() {
        services.openers = List.of("Well,");
        services.open().speak(piece(0, 0), "Hello.");
        for (var audio : List.of("hello", "sorry", "goodbye", "well", "a moment")) {
            spoken(services.voicings.size() - 1, audio);
        }
        int asked = texts().size();
        services.out.clear();

        services.open().speak(piece(0, 0), "Well,");

        assertThat(services.out).containsExactly("0.0:well", "0.0.");
        assertThat(texts()).hasSize(asked);
    }

    @Test
    void whatCouldNotEvenBeAskedForIsAskedForInTheNextCall() {
        services.open().speak(piece(0, 0), "Hello.");
        services.stopping = true;
        spoken(0, "hello");
        assertThat(texts()).containsExactly("Hello.");
        services.stopping = false;

        services.open().speak(piece(0, 0), "Good day.");
        spoken(1, "good day");

        assertThat(texts()).containsExactly("Hello.", "Good day.", "Sorry.");
    }

    @Test
    void theyAreGotReadyOnceForAllCalls() {
        var session = services.open();
        session.speak(piece(0, 0), "Hello.");
        for (int i = 0; i < 4; i++) {
            spoken(i, "aa");
        }
        var another = services.open();
        another.speak(piece(0, 0), "Hello again.");
        spoken(4, "bb");

        assertThat(texts()).containsExactly("Hello.", "Sorry.", "Goodbye.", "One moment, please.", "Hello again.");
    }

    @Test
    void aServiceThatFailsIsLeftAloneUntilACallHasSpokenAgain() {
        var session = services.open();
        session.speak(piece(0, 0), "Hello.");
        spoken(0, "hello");
        services.voicings.get(1).listener.failed("reset", true);
        assertThat(texts()).containsExactly("Hello.", "Sorry.");

        var another = services.open();
        another.speak(piece(0, 0), "Hello.");
        spoken(2, "hello");
        assertThat(texts()).containsExactly("Hello.", "Sorry.", "Hello.", "Sorry.");
    }

    @Test
    void aPhraseThatACallHasSpokenIsKept() {
        var session = services.open();
        session.speak(piece(0, 0), PROMPT);
        spoken(0, "there");
        session.speak(piece(1, 0), PROMPT);

        assertThat(services.out).containsExactly("0.0:there", "0.0.", "1.0:there", "1.0.");
        assertThat(texts()).containsOnlyOnce(PROMPT);
    }

    @Test
    void aPhraseThatBrokeOffIsNotKept() {
        var session = services.open();
        session.speak(piece(0, 0), PROMPT);
        services.voicings.get(0).sounds("th");
        services.voicings.get(0).listener.failed("stalled", true);
        session.speak(piece(1, 0), PROMPT);

        assertThat(texts()).containsExactly(PROMPT, PROMPT);
    }

    @Test
    void aSentenceOfTheModelIsNotKept() {
        var session = services.open();
        session.speak(piece(0, 0), "At nine.");
        spoken(0, "nine");
        session.speak(piece(1, 0), "At nine.");

        assertThat(texts()).filteredOn("At nine."::equals).hasSize(2);
    }

    @Test
    void nothingOfACancelledPhraseIsTold() {
        var later = new ArrayList<Runnable>();
        services.cache = new SpokenCache(services.mouth, new NoTools(), later::add, 1 << 20);
        var session = services.open();
        session.speak(piece(0, 0), PROMPT);
        spoken(0, "there");
        services.out.clear();
        session.speak(piece(1, 0), PROMPT);
        session.cancel(new TurnId(1));
        List.copyOf(later).forEach(Runnable::run);

        assertThat(services.out).isEmpty();
    }

    @Test
    void aPhraseSoundsInThePersonasOwnVoiceThoughAnotherHadToTakeOver() {
        services.fallbackVoice = Optional.of("en-US-AndrewMultilingualNeural");
        var session = services.open();
        session.speak(piece(0, 0), PROMPT);
        spoken(0, "there");
        session.speak(piece(1, 0), "At nine.");
        services.voicings.getLast().listener.failed("no such voice", false);
        services.voicings.getLast().listener.failed("no such voice", false);
        services.out.clear();
        session.speak(piece(2, 0), PROMPT);

        assertThat(services.out).containsExactly("2.0:there", "2.0.");
    }

    @Test
    void whatWasNotUsedForLongestMakesRoom() {
        services.cache = services.cache(400);
        var session = services.open();
        session.speak(piece(0, 0), PROMPT);
        spoken(0, "p".repeat(100));
        session.speak(piece(1, 0), "Sorry.");
        spoken(1, "s".repeat(100));
        spoken(2, "s".repeat(100));
        int asked = services.voicings.size();
        session.speak(piece(2, 0), PROMPT);

        assertThat(services.voicings).as("the prompt is gone").hasSizeGreaterThan(asked);
    }

    private void spoken(int voicing, String audio) {
        var speaks = services.voicings.get(voicing);
        speaks.sounds(audio);
        speaks.listener.word(speaks.text.length(), 10, 20);
        speaks.ends();
    }

    private List<String> texts() {
        return services.voicings.stream().map(voicing -> voicing.text).toList();
    }
}
