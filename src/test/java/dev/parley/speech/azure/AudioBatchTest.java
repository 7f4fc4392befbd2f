package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.AudioFormat;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AudioBatchTest {
    private static final int PIECE = AudioFormat.PCM_16K.bytesIn(100);

    private final ArrayList<Integer> writes = new ArrayList<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AudioBatch batch = new AudioBatch(AudioFormat.PCM_16K, pcm -> {
        writes.add(pcm.length);
        written.writeBytes(pcm);
    });

    @Test
    void framesAreWrittenInPiecesOfAHundredMilliseconds() {
        var said = said(700);
        for (int at = 0; at < said.length; at += 640) {
            batch.hear(said, at, 640);
        }

        assertThat(writes).hasSize(7).containsOnly(PIECE);
        assertThat(written.toByteArray()).isEqualTo(said);
    }

    @Test
    void whatWasHeardBeforeMovesNoLaterPiece() {
        var said = said(500);
        int early = AudioFormat.PCM_16K.bytesIn(230);
        batch.hear(said, 0, early);
        assertThat(writes).as("two whole pieces of 230 ms").hasSize(2);

        batch.hear(said, early, PIECE - 2 * 640);
        assertThat(writes).as("290 ms").hasSize(2);
        batch.hear(said, early + PIECE - 2 * 640, 640);
        assertThat(writes).as("310 ms").hasSize(3);
        assertThat(written.toByteArray()).isEqualTo(Arrays.copyOf(said, 3 * PIECE));
    }

    private static byte[] said(int ms) {
        var pcm = new byte[AudioFormat.PCM_16K.bytesIn(ms)];
        new Random(3).nextBytes(pcm);
        return pcm;
    }
}
