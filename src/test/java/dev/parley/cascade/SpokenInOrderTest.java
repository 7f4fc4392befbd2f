package dev.parley.cascade;

import static dev.parley.cascade.Services.piece;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.TurnId;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpokenInOrderTest {
    private final Services services = new Services();

    @Test
    void audioOfALaterPieceIsHeldUntilTheOneBeforeIsComplete() {
        var session = services.open();
        session.speak(piece(0, 0), "One.");
        session.speak(piece(0, 1), "Two.");

        services.voicings.get(1).sounds("bb");
        services.voicings.get(1).ends();
        services.voicings.get(0).sounds("aa");
        assertThat(services.out).containsExactly("0.0:aa");
        services.voicings.get(0).ends();

        assertThat(services.out).containsExactly("0.0:aa", "0.0.", "0.1:bb", "0.1.");
        assertThat(services.events)
                .containsExactly(
                        new EngineEvent.PieceSpoken(piece(0, 0), 1), new EngineEvent.PieceSpoken(piece(0, 1), 1));
    }

    @Test
    void twoPiecesAreSynthesisedAheadAndNoMore() {
        var session = services.open();
        for (int i = 0; i < 6; i++) {
            session.speak(piece(0, i), "Piece " + i);
        }
        assertThat(services.voicings).hasSize(3);

        services.voicings.get(1).ends();
        assertThat(services.voicings).hasSize(3);
        services.voicings.get(0).ends();

        assertThat(services.voicings).hasSize(5);
    }

    @Test
    void aSynthesisThatFailsBeforeItSoundsIsAskedForOnceAndTold() {
        var session = services.open();
        session.speak(piece(0, 0), "One.");

        services.voicings.get(0).listener.failed("no connection", true);

        assertThat(services.voicings).hasSize(1);
        assertThat(services.events).containsExactly(new EngineEvent.PieceFailed(piece(0, 0), "no connection", true));
    }

    @Test
    void aPieceThatFailsIsSpokenAgainBeforeThoseBehindIt() {
        var session = services.open();
        session.speak(piece(0, 0), "One.");
        session.speak(piece(0, 1), "Two.");
        services.voicings.get(1).sounds("bb");
        services.voicings.get(1).ends();

        services.voicings.get(0).listener.failed("no audio in time", true);
        assertThat(services.out).isEmpty();
        services.voicings.get(2).sounds("aa");
        services.voicings.get(2).ends();

        assertThat(services.out).containsExactly("0.0:aa", "0.0.", "0.1:bb", "0.1.");
    }

    @Test
    void aPieceThatFailsTwiceIsSkippedForThoseBehindIt() {
        var session = services.open();
        session.speak(piece(0, 0), "One.");
        session.speak(piece(0, 1), "Two.");
        services.voicings.get(1).sounds("bb");

        services.voicings.get(0).listener.failed("no audio in time", true);
        services.voicings.get(2).listener.failed("no audio in time", true);

        assertThat(services.out).containsExactly("0.0.", "0.1:bb");
        assertThat(services.events).contains(new EngineEvent.PieceFailed(piece(0, 0), "no audio in time", false));
    }

    @Test
    void aFailureWithinAPieceIsToldOnceWhatCameWasGivenOut() {
        var session = services.open();
        session.speak(piece(0, 0), "One.");
        services.voicings.get(0).sounds("a");
        services.voicings.get(0).listener.failed("stalled", true);

        assertThat(services.out).containsExactly("0.0:a", "0.0.");
        assertThat(services.events).containsExactly(new EngineEvent.PieceFailed(piece(0, 0), "stalled", true));
    }

    @Test
    void aCancelledTurnIsSilentAndTheNextOneSpeaks() {
        var session = services.open();
        session.speak(piece(0, 0), "One.");
        session.speak(piece(0, 1), "Two.");
        services.voicings.get(0).sounds("a");

        session.cancel(new TurnId(0));
        services.voicings.get(0).sounds("a");
        services.voicings.get(0).ends();
        session.speak(piece(0, 2), "Late.");
        session.speak(piece(1, 0), "New.");
        services.voicings.get(2).sounds("n");

        assertThat(services.voicings)
                .hasSize(3)
                .extracting(voicing -> voicing.cancelled)
                .containsExactly(true, true, false);
        assertThat(services.out).containsExactly("0.0:a", "1.0:n");
        assertThat(services.events).isEmpty();
    }

    @Test
    void closingEndsEverything() {
        var session = services.open();
        session.speak(piece(0, 0), "One.");
        session.ask(new TurnId(0), java.util.List.of(), java.util.List.of());

        session.close();
        session.close();
        session.speak(piece(5, 0), "Late.");

        assertThat(services.voicings).hasSize(1).allMatch(voicing -> voicing.cancelled);
        assertThat(services.thinkers).hasSize(1).allMatch(thinker -> thinker.cancelled);
        assertThat(services.recognisers).hasSize(1).allMatch(recogniser -> recogniser.closed);
    }

    /** Two hundred seeds: syntheses sound on threads of their own while the conversation cancels. */
    @Test
    void whateverRacesNothingOfACancelledTurnFollowsAndOrderHolds() throws Exception {
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (int seed = 0; seed < 200; seed++) {
                var race = new Services();
                var session = race.open();
                var random = new Random(seed);
                for (int i = 0; i < 3; i++) {
                    session.speak(piece(0, i), "Piece");
                }
                var start = new CyclicBarrier(4);
                var running = race.voicings.stream()
                        .map(voicing -> {
                            int chunks = random.nextInt(20);
                            return threads.submit(() -> {
                                start.await(5, TimeUnit.SECONDS);
                                for (int chunk = 0; chunk < chunks; chunk++) {
                                    voicing.sounds("x");
                                }
                                voicing.ends();
                                return null;
                            });
                        })
                        .toList();
                int spins = random.nextInt(5_000);
                start.await(5, TimeUnit.SECONDS);
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                session.cancel(new TurnId(0));
                int sounded = race.out.size();
                for (var voice : running) {
                    voice.get(5, TimeUnit.SECONDS);
                }

                assertThat(race.out).as("seed %d", seed).hasSize(sounded);
                assertThat(race.out).as("seed %d", seed).isSortedAccordingTo((a, b) -> a.charAt(2) - b.charAt(2));
            }
        }
    }
}
