package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.AudioFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the model has to forget of what it said. */
class SpokenItemsTest {
    private final SpokenItems items = new SpokenItems(AudioFormat.PCM_16K);

    @Test
    void nothingIsForgottenOfWhatNobodyCut() {
        items.add("a", 16_000);
        items.ended(true);

        assertThat(items.truncations()).isEmpty();
    }

    @Test
    void whatWasHeardWholeStays() {
        items.add("a", 16_000);
        items.ended(true);
        items.heard(16_000);

        assertThat(items.truncations()).isEmpty();
    }

    @Test
    void theRestOfAnItemIsForgotten() {
        items.add("a", 8_000);
        items.add("a", 8_000);
        items.ended(true);
        items.heard(4_008);

        assertThat(items.truncations()).isEqualTo(Map.of("a", 250L));
    }

    @Test
    void anItemOfWhichTheLineGotOnlyAPartIsForgottenFromThere() {
        items.add("a", 16_000);
        items.ended(false);
        items.heard(16_000);

        assertThat(items.truncations()).isEqualTo(Map.of("a", 1_000L));
    }

    @Test
    void itemsBehindTheOneThatWasCutAreForgottenWhole() {
        items.add("a", 16_000);
        items.add("b", 16_000);
        items.add("c", 16_000);
        items.ended(true);
        items.heard(24_000);

        assertThat(items.truncations()).isEqualTo(Map.of("b", 500L, "c", 0L));
    }
}
