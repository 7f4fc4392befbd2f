package dev.parley.cascade;

import static dev.parley.cascade.Services.piece;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatModel.Event;
import dev.parley.cascade.Services.Dictation;
import dev.parley.conversation.Engine.Session;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.TurnId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstWordsTest {
    private final Services services = new Services();

    private Session asked() {
        services.streams = true;
        var session = services.open();
        session.ask(new TurnId(0), List.of(), List.of());
        return session;
    }

    private void written(String... tokens) {
        for (var token : tokens) {
            services.thinkers.getLast().answers.accept(new Event.Token(token));
        }
    }

    private Dictation voice() {
        assertThat(services.dictations).as("texts given to the voice").hasSize(1);
        return services.dictations.getFirst();
    }

    @Test
    void plainWordsGoToTheVoiceAheadAndSoundOnceThePieceIsOrdered() {
        var session = asked();

        written("We", " are", " open", " till", " six", ".");
        assertThat(voice().text).hasToString("We are open till ");
        voice().sounds("aa");
        voice().listener.word(2, 0, 100);
        assertThat(services.out).isEmpty();

        session.speak(piece(0, 0), "We are open till six. ");
        voice().sounds("bb");

        assertThat(voice().text).hasToString("We are open till six. ");
        assertThat(voice().whole).isTrue();
        assertThat(services.out).containsExactly("0.0:aa", "0.0:bb");
        assertThat(services.events).contains(new EngineEvent.WordPlaced(piece(0, 0), 2, 0, 100));
        assertThat(services.voicings).isEmpty();
    }

    @Test
    void nothingIsSaidAheadBeyondAMarkWhereThePieceMayEnd() {
        asked();

        written("Well ", "sir, ", "we are ", "open.");

        assertThat(voice().text).hasToString("Well ");
    }

    @Test
    void aPieceThatBeginsOtherwiseIsSpokenFromItsBeginning() {
        var session = asked();
        written("We are open ", "today.");
        voice().sounds("aa");

        session.speak(piece(0, 0), "The office is open. ");

        assertThat(voice().cancelled).isTrue();
        assertThat(services.out).isEmpty();
        assertThat(services.voicings).extracting(voicing -> voicing.text).containsExactly("The office is open. ");
    }

    @Test
    void aFillerBeforeTheFirstWordDoesNotEndIt() {
        var session = asked();
        session.speak(piece(0, 0), "One moment, please. ");
        written("We are open ", "today.");

        session.speak(piece(0, 1), "We are open today. ");

        assertThat(voice().text).hasToString("We are open today. ");
        assertThat(voice().whole).isTrue();
        assertThat(services.voicings).hasSize(1);
    }

    @Test
    void onlyTheFirstPieceGoesAhead() {
        var session = asked();
        written("We are open today. ");
        session.speak(piece(0, 0), "We are open today. ");
        written("Till six ");

        session.speak(piece(0, 1), "Till six. ");

        assertThat(voice().text).hasToString("We are open today. ");
        assertThat(services.voicings).extracting(voicing -> voicing.text).containsExactly("Till six. ");
    }

    @Test
    void anAnswerThatIsNotWantedIsSilent() {
        var session = asked();
        written("We are open ", "today.");
        voice().sounds("aa");

        session.cancel(new TurnId(0));
        voice().sounds("bb");
        session.speak(piece(0, 0), "We are open today. ");

        assertThat(voice().cancelled).isTrue();
        assertThat(services.out).isEmpty();
        assertThat(services.voicings).isEmpty();
    }

    @Test
    void anAnswerBegunAnewForgetsWhatWasWritten() {
        var session = asked();
        written("We are open ", "today.");
        session.ask(new TurnId(0), List.of(), List.of());

        written("Sorry we are ");

        assertThat(services.dictations).extracting(voice -> voice.cancelled).containsExactly(true, false);
        assertThat(services.dictations.getLast().text).hasToString("Sorry we are ");
    }

    @Test
    void aVoiceThatFailsBeforeThePieceIsOrderedIsNotTriedAgainAndNothingIsLost() {
        var session = asked();
        written("We are open ", "today.");
        voice().listener.failed("no such endpoint", false);

        session.speak(piece(0, 0), "We are open today. ");
        session.ask(new TurnId(1), List.of(), List.of());
        written("Till six o'clock ");

        assertThat(services.voicings).extracting(voicing -> voicing.text).containsExactly("We are open today. ");
        assertThat(services.events)
                .contains(new EngineEvent.Coped("text not streamed", Map.of("reason", "no such endpoint")));
        voice();
    }

    @Test
    void aVoiceThatFailsAfterwardsIsToldAsAnyOther() {
        var session = asked();
        written("We are open ", "today.");
        session.speak(piece(0, 0), "We are open today. ");

        voice().listener.failed("stalled", true);
        session.speak(piece(0, 0), "We are open today. ");

        assertThat(services.events).contains(new EngineEvent.PieceFailed(piece(0, 0), "stalled", true));
        assertThat(services.voicings).hasSize(1);
    }

    @Test
    void closingEndsAVoiceThatNobodyOrdered() {
        var session = asked();
        written("We are open ", "today.");

        session.close();

        assertThat(voice().cancelled).isTrue();
    }

    @Test
    void aVoiceThatTakesNoTextInPiecesSpeaksPieces() {
        var session = services.open();
        session.ask(new TurnId(0), List.of(), List.of());
        written("We are open ", "today.");
        session.speak(piece(0, 0), "We are open today. ");

        assertThat(services.voicings).hasSize(1);
        assertThat(services.dictations).isEmpty();
    }
}
