package dev.parley.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayoutQueueTest {
    private static final long MS = 1_000_000;
    private static final AudioFormat FORMAT = AudioFormat.PCM_16K;

    private final PlayoutQueue queue = new PlayoutQueue(FORMAT, 200);
    private final List<String> reports = new ArrayList<>();
    private final List<Boolean> amidst = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void piecesFollowEachOtherWithoutASeamAndEverySampleIsReported() {
        queue.play(piece(1, 0), audio(37, 1));
        queue.complete(piece(1, 0));
        queue.play(piece(1, 1), audio(63, 2));
        queue.complete(piece(1, 1));

        sendFor(0, 400);

        var heard = out.toByteArray();
        assertThat(heard).hasSize(FORMAT.bytesIn(100));
        assertThat(Arrays.copyOf(heard, FORMAT.bytesIn(37))).containsOnly(1);
        assertThat(Arrays.copyOfRange(heard, FORMAT.bytesIn(37), heard.length)).containsOnly(2);
        assertThat(samples("turn 1 piece 0")).isEqualTo(37 * 16);
        assertThat(samples("turn 1 piece 1")).isEqualTo(63 * 16);
    }

    @Test
    void theLastFrameIsPaddedWithSilenceThatIsNotReported() {
        queue.play(piece(1, 0), audio(50, 1));
        sendFor(0, 400);
        assertThat(out.size()).isEqualTo(FORMAT.bytesIn(40));

        queue.complete(piece(1, 0));
        sendFor(400, 100);

        assertThat(out.size()).isEqualTo(FORMAT.bytesIn(60));
        assertThat(samples("turn 1 piece 0")).isEqualTo(50 * 16);
    }

    @Test
    void aCutDropsItsTurnAndThoseBeforeItForGood() {
        queue.play(piece(1, 0), audio(500, 1));
        queue.play(piece(2, 0), audio(500, 2));
        queue.play(piece(3, 0), audio(60, 3));

        queue.cut(new TurnId(2));
        queue.play(piece(2, 1), audio(500, 2));

        assertThat(queue.queuedMs()).isEqualTo(60);
        sendFor(0, 200);
        assertThat(out.toByteArray()).containsOnly(3);
    }

    @Test
    void theFirstAndTheLastReportOfAPieceAreNotAmidIt() {
        queue.play(piece(1, 0), audio(150, 1));
        queue.play(piece(1, 0), audio(150, 1));
        queue.complete(piece(1, 0));

        sendFor(0, 400);

        assertThat(amidst).hasSizeGreaterThan(3).startsWith(false, true).endsWith(true, false);
        assertThat(amidst.stream().filter(amid -> !amid)).hasSize(2);
        assertThat(samples("turn 1 piece 0")).isEqualTo(300 * 16);
    }

    @Test
    void aMessageReportsEachPieceOnce() {
        for (var part = 0; part < 4; part++) {
            queue.play(piece(1, 0), audio(5, 1));
        }
        queue.play(piece(1, 1), audio(40, 2));

        assertThat(take(0)).hasSize(FORMAT.bytesIn(20));
        assertThat(reports).containsExactly("turn 1 piece 0=320");
    }

    @Test
    void whatExceedsTheLongestAnswerDoesNotFit() {
        for (var second = 0; second < 120; second++) {
            assertThat(queue.play(piece(1, second), audio(1_000, 1))).isTrue();
        }
        assertThat(queue.play(piece(1, 120), audio(20, 1))).isFalse();
    }

    @Test
    void anAnswerOfTenSecondsIsSentInRealTimeWithNoGap() {
        for (var index = 0; index < 10; index++) {
            queue.play(piece(1, index), audio(1_000, 1));
            queue.complete(piece(1, index));
        }
        for (var at = 0L; at < 9_800; at += 20) {
            sendFor(at, 20);
            var sentMs = FORMAT.msOf(out.size());
            assertThat(sentMs).isBetween(at + 20, at + 200);
        }
    }

    private void sendFor(long fromMs, long forMs) {
        for (var at = fromMs; at < fromMs + forMs; at += 20) {
            for (byte[] message; (message = take(at)).length > 0; ) {
                out.writeBytes(message);
            }
        }
    }

    private byte[] take(long atMs) {
        return queue.take(5 * MS + atMs * MS, (piece, samples, amid) -> {
            reports.add(piece + "=" + samples);
            amidst.add(amid);
        });
    }

    private int samples(String piece) {
        return reports.stream()
                .filter(report -> report.startsWith(piece + "="))
                .mapToInt(report -> Integer.parseInt(report.substring(piece.length() + 1)))
                .sum();
    }

    private static PieceId piece(int turn, int index) {
        return new PieceId(new TurnId(turn), index);
    }

    private static byte[] audio(int ms, int value) {
        var pcm = new byte[FORMAT.bytesIn(ms)];
        Arrays.fill(pcm, (byte) value);
        return pcm;
    }
}
