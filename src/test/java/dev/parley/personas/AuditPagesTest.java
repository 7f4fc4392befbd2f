package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static dev.parley.personas.Studio.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.personas.Histories.Mark;
import dev.parley.personas.Publishing.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit of everything, a page at a time. */
class AuditPagesTest {
    private final Studio studio = new Studio();

    private void muchIsDone() {
        studio.publishes("desk", "Hello.");
        studio.publishes("orders", "Orders.");
        var saved = studio.drafts
                .save(
                        id("desk"),
                        text("desk", "Hi."),
                        studio.store.head(id("desk")).orElseThrow().version(),
                        "ed")
                .head();
        // two deeds of one moment
        studio.publishing.publish(
                id("desk"), saved.version(), new Order("now", Optional.empty(), Optional.of("it burns")), "ann");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void everyDeedIsOnOnePageNewestFirst(int most) {
        muchIsDone();
        var all = new ArrayList<AuditEntry>();
        Optional<Mark> behind = Optional.empty();
        do {
            var page = studio.histories.newest(behind, most);
            assertThat(page.newestFirst()).hasSizeBetween(1, most);
            all.addAll(page.newestFirst());
            behind = page.next();
        } while (behind.isPresent());

        assertThat(all).doesNotHaveDuplicates().hasSameElementsAs(studio.store.audit());
        assertThat(all).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
    }

    @Test
    void whatIsDoneMeanwhileMovesNoPage() {
        muchIsDone();
        var before = studio.histories.newest(Optional.empty(), 100).newestFirst();
        var first = studio.histories.newest(Optional.empty(), 2);
        studio.publishes("late", "Hello.");

        assertThat(studio.histories.newest(first.next(), 100).newestFirst())
                .isEqualTo(before.subList(2, before.size()));
    }

    @Test
    void whereNothingWasDoneThereIsNothing() {
        assertThat(studio.histories.newest(Optional.empty(), 10))
                .isEqualTo(new Histories.Page(List.of(), Optional.empty()));
    }
}
