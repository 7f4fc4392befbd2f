package dev.parley.line.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.line.LineMeter;
import dev.parley.line.NoMeter;
import dev.parley.media.AudioFormat;
import dev.parley.media.Ticker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class AcsLineTest {
    static final LineMeter NO_METRICS = new NoMeter();

    private static final AudioFormat FORMAT = AudioFormat.PCM_16K;

    private final Ticker ticker = new Ticker();

    @Test
    void theFirstFrameIsOnTheWireBeforePlayReturnsAndNoMoreThanTheLeadFollows() {
        var wire = new FakeWire(true);
        var line = line(wire);
        var conversation = speaking(line);

        line.play(piece(0, 0), audio(1_000));

        assertThat(((AcsMessage.Audio) new AcsDecoder().decode(wire.messages.get(0))).pcm())
                .hasSize(FORMAT.frameBytes());
        assertThat(wire.audioMs()).isBetween(100L, 220L);
        assertThat(conversation.sentSamples()).isEqualTo((int) wire.audioMs() * 16);
    }

    @Test
    void oneMessageIsInFlightAtATime() {
        var wire = new FakeWire(false);
        var line = line(wire);
        speaking(line);

        line.play(piece(0, 0), audio(1_000));
        line.cut(new TurnId(0));
        assertThat(wire.messages).hasSize(1);

        wire.through();
        assertThat(wire.messages).hasSize(2).last().isEqualTo(AcsEncoder.STOP);
    }

    @Test
    void whatIsPlayedBeforeTheConversationStandsIsKept() {
        var wire = new FakeWire(true);
        var line = line(wire);

        line.play(piece(0, 0), audio(100));
        assertThat(wire.messages).isEmpty();

        var conversation = speaking(line);
        assertThat(conversation.latest()).isEqualTo(piece(0, 0));
    }

    @Test
    void afterACutNothingOfItsTurnGoesOutWhoeverStillPlays() throws InterruptedException {
        var wire = new FakeWire(true);
        var line = line(wire);
        var conversation = speaking(line);
        var begun = new CountDownLatch(2);
        var threads = new Thread[2];
        for (var index = 0; index < threads.length; index++) {
            threads[index] = Thread.ofPlatform().start(() -> {
                begun.countDown();
                for (var piece = 0; piece < 2_000; piece++) {
                    line.play(piece(1, piece), audio(20));
                    line.tick(System.nanoTime());
                    Thread.onSpinWait();
                }
            });
        }
        begun.await();
        for (var spin = ThreadLocalRandom.current().nextInt(1_000); spin > 0; spin--) {
            Thread.onSpinWait();
        }

        line.cut(new TurnId(1));
        var sentAtTheCut = conversation.sentSamples();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(conversation.sentSamples()).isEqualTo(sentAtTheCut);
        assertThat(wire.messages).last().isEqualTo(AcsEncoder.STOP);
        line.play(piece(2, 0), audio(20));
        assertThat(conversation.latest()).isEqualTo(piece(2, 0));
    }

    @Test
    void aPauseIsAStopAndTheSameTurnMayGoOn() {
        var wire = new FakeWire(true);
        var line = line(wire);
        var conversation = speaking(line);
        line.play(piece(1, 0), audio(1_000));

        line.pause();
        var sentAtThePause = conversation.sentSamples();
        line.tick(System.nanoTime() + Duration.ofSeconds(1).toNanos());
        assertThat(wire.messages).last().isEqualTo(AcsEncoder.STOP);
        assertThat(conversation.sentSamples()).isEqualTo(sentAtThePause);

        line.play(piece(1, 0), audio(500));
        assertThat(conversation.sentSamples()).isGreaterThan(sentAtThePause);
    }

    @Test
    void closeWaitsForTheMessageInFlightAndTheStop() {
        var wire = new FakeWire(false);
        var line = line(wire);
        speaking(line);
        line.play(piece(0, 0), audio(1_000));
        line.cut(new TurnId(0));

        line.close("over");
        line.close("again");
        assertThat(wire.closed).isEmpty();
        wire.through();
        assertThat(wire.stops()).isEqualTo(1);
        wire.through();

        assertThat(wire.closed).isEqualTo("1000 over");
        assertThat(ticker.punctuality().subscribers()).isZero();
    }

    @Test
    void aMessageThatCannotBeSentClosesTheSocket() {
        var wire = new FakeWire(false);
        var line = line(wire);
        speaking(line);
        line.play(piece(0, 0), audio(1_000));

        wire.fails();
        line.play(piece(0, 1), audio(1_000));

        assertThat(wire.closed).startsWith("1011 ");
        assertThat(wire.messages).hasSize(1);
    }

    @Test
    void moreThanTheLongestAnswerClosesTheSocketWithAReason() {
        var wire = new FakeWire(true);
        var line = line(wire);
        speaking(line);

        for (var second = 0; second < 125; second++) {
            line.play(piece(0, second), audio(1_000));
        }

        assertThat(wire.closed).isEqualTo("1013 more audio than the longest answer");
    }

    @Test
    void aLineThatHandsOverSendsNeitherAudioNorStopAndClosesWhenAsked() {
        var wire = new FakeWire(true);
        var line = line(wire);
        var conversation = speaking(line);
        line.play(piece(0, 0), audio(1_000));
        var sent = conversation.sentSamples();

        line.handOver();
        line.play(piece(0, 1), audio(1_000));
        line.tick(System.nanoTime() + 1_000_000_000L);
        line.close("replaced");

        assertThat(conversation.sentSamples()).isEqualTo(sent);
        assertThat(wire.stops()).isZero();
        assertThat(wire.closed).isEqualTo("1000 replaced");
    }

    private AcsLine line(FakeWire wire) {
        return new AcsLine(FORMAT, Duration.ofMillis(200), wire, ticker, NO_METRICS);
    }

    private static FakeConversation speaking(AcsLine line) {
        var conversation = new FakeConversation("call", line);
        line.speakFor(conversation);
        return conversation;
    }

    private static PieceId piece(int turn, int index) {
        return new PieceId(new TurnId(turn), index);
    }

    private static byte[] audio(int ms) {
        return new byte[FORMAT.bytesIn(ms)];
    }
}
