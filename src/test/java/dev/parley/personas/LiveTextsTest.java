package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static dev.parley.personas.Studio.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.Persona;
import dev.parley.personas.LiveTexts.Text;
import dev.parley.personas.PersonaHead.State;
import dev.parley.personas.PersonaHead.Tested;
import dev.parley.personas.PersonaRefused.Why;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Texts of clients that know no drafts: live at once, or refused whole. */
class LiveTextsTest {
    private static final String TESTS = "tests: [{name: opens, conversation: [{say: Hello}]}]";

    private final Studio studio = new Studio();

    @Test
    void whatIsCreatedIsHeardAtOnceUnderTheIdThatItGivesItself() {
        create("---\nid: travel-desk\nname: Travel desk\n---\nYou plan trips.\n");

        assertThat(studio.published.find(id("travel-desk")).map(Persona::name)).contains("Travel desk");
        assertThat(studio.histories.audit(id("travel-desk")))
                .extracting(entry -> entry.action().words())
                .containsExactly("created", "published");
        assertThat(studio.histories.verify(id("travel-desk")).broken()).isEmpty();
    }

    @Test
    void oneThatIsThereIsNotCreatedAgain() {
        create(text("desk", "Hello."));

        refused(Why.EXISTS, () -> create(text("desk", "Good day.")));
        assertThat(greeting("desk")).contains("Hello.");
    }

    @Test
    void aTextWithoutAnIdIsRefused() {
        refused(Why.WRONG, () -> create("You are a desk."));
        refused(Why.WRONG, () -> create("---\nid: No Id\n---\nYou are a desk."));
    }

    @Test
    void ofAFaultyTextNothingIsKept() {
        refused(Why.FAULTY, () -> create(text("desk", "Hello.", "tools: [fly]")));
        assertThat(studio.store.head(id("desk"))).isEmpty();

        create(text("desk", "Hello."));
        refused(Why.FAULTY, () -> put("desk", text("desk", "Hm.", "tools: [fly]")));
        assertThat(studio.store.head(id("desk")).orElseThrow().text()).contains("Hello.");
        assertThat(studio.histories.audit(id("desk"))).hasSize(2);
    }

    @Test
    void aTextWhoseTestsHaveNotPassedIsRefused() {
        create(text("desk", "Hello."));
        var tested = text("desk", "Good day.", TESTS);

        refused(Why.UNTESTED, () -> put("desk", tested));
        assertThat(greeting("desk")).contains("Hello.");

        var head = studio.drafts
                .save(id("desk"), tested, studio.heads.current(id("desk")).version(), "ed")
                .head();
        studio.heads.commit(Heads.Edit.of(head)
                .tested(Optional.of(new Tested(Chain.content(tested), "r1", Instant.EPOCH)))
                .deed(new AuditEntry.Deed("ed", AuditEntry.Action.TESTS_PASSED)));
        put("desk", tested);
        assertThat(greeting("desk")).contains("Good day.");
        assertThat(put("desk", tested).state()).isEqualTo(State.PUBLISHED);
    }

    @Test
    void whatIsPutIsHeardAtOnceAndSomebodysDraftStays() {
        var first = studio.publishes("desk", "Hello.");
        studio.drafts.save(id("desk"), text("desk", "Draft."), first.version(), "eve");

        var head = put("desk", text("desk", "Good day."));

        assertThat(greeting("desk")).contains("Good day.");
        assertThat(head.draft().orElseThrow().text()).contains("Draft.");
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAgain() {
        var head = create(text("desk", "Hello."));

        assertThat(put("desk", text("desk", "Hello."))).isEqualTo(head);
    }

    @Test
    void oneThatIsNotThereIsMade() {
        put("desk", text("desk", "Hello."));

        assertThat(greeting("desk")).contains("Hello.");
    }

    @Test
    void whoIsOvertakenDecidesAnew() {
        create(text("desk", "Hello."));
        var other = new Studio(studio.store);
        studio.store.before = () -> other.texts.put(id("desk"), plain(text("desk", "Other.")), "eve");

        put("desk", text("desk", "Good day."));

        assertThat(greeting("desk")).contains("Good day.");
        assertThat(studio.histories.revisions(id("desk"))).hasSize(3);
    }

    @Test
    void toolsAreKeptAsTheyWereSentAndTheirChangeIsToldWithoutThem() {
        var tools = "[{\"name\":\"show_image\",\"secret\":1}]";
        studio.texts.create(new Text(text("desk", "Hello."), Optional.of(tools), false), "ann");
        put("desk", text("desk", "Good day."));
        assertThat(studio.configurations.of(head("desk"), Catalog.EMPTY).tools())
                .isEqualTo(tools);

        studio.texts.put(id("desk"), new Text(text("desk", "Good day."), Optional.of("[]"), false), "ann");
        assertThat(head("desk").clientTools()).isEqualTo("[]");
        assertThat(studio.histories.audit(id("desk")))
                .filteredOn(entry -> entry.action() == AuditEntry.Action.TOOLS_CHANGED)
                .hasSize(2)
                .noneMatch(entry -> entry.toString().contains("show_image"));
        assertThat(studio.histories.revisions(id("desk"))).hasSize(2);
    }

    @Test
    void itBecomesTheDefaultOnWishAndIsNotUnmadeByItsLack() {
        studio.texts.create(new Text(text("desk", "Hello."), Optional.empty(), true), "ann");
        put("desk", text("desk", "Good day."));

        assertThat(studio.store.catalog().byDefault()).contains(id("desk"));
    }

    @Test
    void anotherIdInTheTextRenamesIt() {
        create(text("desk", "Hello."));
        var named = "---\nid: bar\nname: Bar\n---\nYou are a bar.\n";

        put("desk", named);

        assertThat(studio.published.find(id("desk"))).isEmpty();
        assertThat(head("bar").published().orElseThrow().text()).isEqualTo(named);
        assertThat(studio.histories.verify(id("bar")).broken()).isEmpty();
        refused(Why.UNKNOWN, () -> put("desk", named));
    }

    @Test
    void aTextThatHasAlwaysCalledItselfOtherwiseRenamesNobody() {
        var text = "---\nid: other\n---\nYou are a desk.\n";
        var head = studio.drafts.create(Optional.of(id("desk")), text, "ed").head();
        studio.publishing.publish(id("desk"), head.version(), Studio.order(""), "ann");

        put("desk", text + "Be short.\n");

        assertThat(head("desk").published().orElseThrow().text()).endsWith("Be short.\n");
        assertThat(studio.store.head(id("other"))).isEmpty();
    }

    @Test
    void aFaultyTextRenamesNobodyAndAnIdThatIsTakenNeither() {
        create(text("desk", "Hello."));
        create(text("bar", "Cheers."));

        refused(Why.FAULTY, () -> put("desk", "---\nid: bistro\nparley: {greting: Hi}\n---\nYou are a bar.\n"));
        refused(Why.EXISTS, () -> put("desk", "---\nid: bar\n---\nYou are a bar.\n"));
        assertThat(greeting("desk")).contains("Hello.");
        assertThat(greeting("bar")).contains("Cheers.");
    }

    @Test
    void theDefaultIsNotDeletedAndAnotherIs() {
        studio.texts.create(new Text(text("desk", "Hello."), Optional.empty(), true), "ann");
        create(text("bar", "Cheers."));

        refused(Why.IN_USE, () -> studio.texts.delete(id("desk"), "ann"));
        studio.texts.delete(id("bar"), "ann");
        assertThat(studio.published.find(id("bar"))).isEmpty();
        refused(Why.UNKNOWN, () -> studio.texts.delete(id("bar"), "ann"));
    }

    private static void refused(Why why, ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(PersonaRefused.class, refused -> assertThat(refused.why())
                .isEqualTo(why));
    }

    private PersonaHead create(String content) {
        return studio.texts.create(plain(content), "ann");
    }

    private PersonaHead put(String persona, String content) {
        return studio.texts.put(id(persona), plain(content), "ann");
    }

    private static Text plain(String content) {
        return new Text(content, Optional.empty(), false);
    }

    private PersonaHead head(String persona) {
        return studio.store.head(id(persona)).orElseThrow();
    }

    private Optional<String> greeting(String persona) {
        return studio.published.find(id(persona)).flatMap(Persona::greeting);
    }
}
