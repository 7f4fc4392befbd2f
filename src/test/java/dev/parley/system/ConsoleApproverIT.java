package dev.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The console as approvers use it: what they give to callers, and what nobody can make them give. */
class ConsoleApproverIT extends InConsole {
    @Test
    void anApproverPublishesTriesACanaryAndRollsBack() {
        var page = signedIn("approver", 1280);
        var id = createPublished(page);
        assertThat(page.locator("#life .badge").first()).hasText("published");

        saveDraft(page, "A line of the second revision.");
        section(page, "Publish");
        assertThat(page.locator(".diff .added")).containsText("A line of the second revision.");
        page.getByLabel("Comment, for the history").fill("the second");
        page.getByLabel("To whom").selectOption("some");
        page.getByLabel("Percent, of a canary").fill("25");
        shot(page, "console-publish");
        button(page, "Publish").click();
        assertThat(told(page)).containsText("Published to some callers.");
        assertThat(page.getByText("Revision 2 goes to 25 % of callers.")).isVisible();
        assertThat(page.locator(".figures caption")).hasText("0 of 20 calls so far.");
        assertThat(page.locator(".figures thead th"))
                .hasText(new String[] {"Revision 2, canary", "Revision 1, published"});
        assertThat(page.locator(".figures tbody tr").first()).hasText(Pattern.compile("Calls\\s*0\\s*0"));
        shot(page, "console-canary");
        button(page, "Give it to all callers").click();
        assertThat(told(page)).containsText("All callers get the canary now.");

        section(page, "History");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Revision 1"))
                .click();
        assertThat(page.locator(".diff .removed")).containsText("A line of the second revision.");
        page.getByLabel("Why, for the audit").fill("callers were confused");
        shot(page, "console-history");
        button(page, "Roll back to revision 1").click();
        assertThat(told(page)).containsText("Rolled back.");
        assertThat(page.locator(".deeds li").first()).containsText("rolled back by approver");
        button(page, "Verify the chains").click();
        assertThat(page.locator(".note.good")).containsText("2 revisions");

        var answer = LocalMode.as("viewer", "GET", "/api/v1/personas/" + id, null, Map.of());
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void howACanaryGoesFitsTheWindowByDayAndByNight() {
        var tried = Persona.unnamed();
        tried.creates(tried.text("Hello."));
        tried.publishes("{}");
        tried.saves(tried.text("Good day."));
        tried.publishes("{\"canary\":{\"percent\":5}}");
        for (int width : new int[] {1280, 390}) {
            for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                var page = page(width, scheme);
                page.navigate(CONSOLE + "publish?id=" + tried.id);
                signIn(page, "viewer", "viewer");
                assertThat(page.locator(".figures")).isVisible();
                fits(page, "canary", width);
                shot(page, "console-canary-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
                page.context().close();
            }
        }
    }

    @Test
    @ResourceLock(Shared.NUMBERS)
    void anApproverGivesANumberToAPersona() {
        var page = signedIn("approver", 1280);
        page.navigate(CONSOLE + "numbers");
        var rows = page.locator(".number-row");
        int before = rows.count();

        button(page, "Add a number").click();
        assertThat(rows).hasCount(before + 1);
        rows.last().locator("input[type=text]").fill("555");
        button(page, "Save numbers").click();
        assertThat(told(page)).hasText("A number is E.164, such as +15551230000.");
        rows.last().locator("input[type=text]").fill("+15550199999");
        rows.last().locator("select").selectOption("orders");
        button(page, "Save numbers").click();
        assertThat(told(page)).containsText("Saved.");
        shot(page, "console-numbers");

        rows.filter(new Locator.FilterOptions().setHas(page.locator("[value='+15550199999']")))
                .getByRole(AriaRole.BUTTON)
                .click();
        assertThat(rows).hasCount(before);
        button(page, "Save numbers").click();
        assertThat(told(page)).containsText("Saved.");
    }

    @Test
    void scriptInAnyFieldIsShownAsText() {
        var page = signedIn("approver", 1280);
        var id = create(page);
        var bad = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>";
        var text = editor(page);
        text.fill(text.inputValue()
                        .replace("displayName: \"\"", "displayName: \"" + bad + "\"")
                        .replace("description: \"\"", "description: \"" + bad + "\"")
                        .replace("Good day, how can I help you?", "\"" + bad + "\"")
                + "\n</textarea>" + bad + "\n");
        button(page, "Save draft").click();
        assertThat(told(page)).containsText("Saved as a draft.");
        section(page, "Publish");
        page.getByLabel("Comment, for the history").fill(bad);
        button(page, "Publish").click();
        assertThat(told(page)).containsText("Published.");

        for (var address : new String[] {
            "personas?text=" + id, "edit?id=" + id, "preview?id=" + id, "publish?id=" + id, "history?id=" + id
        }) {
            page.navigate(CONSOLE + address);
            assertThat(page.locator("main")).containsText("<script>window.hacked");
            assertThat(page.evaluate("window.hacked")).as(address).isNull();
            assertThat(page.locator("main img")).hasCount(0);
        }
        page.navigate(CONSOLE + "personas?text=%3Cscript%3E%22%27");
        assertThat(page.getByLabel("Says")).hasValue("<script>\"'");
    }

    @Test
    void noOtherSiteCanMakeABrowserChangeAnything() {
        var page = signedIn("approver", 1280);
        var post = page.request()
                .post(
                        CONSOLE + "publish?id=reception",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("delete_SUBMIT", "1")
                                        .set("delete:go", "Delete reception")));
        assertThat(post.text()).doesNotContain("is deleted");

        var api = LocalMode.PARLEY + "/api/v1/personas/reception";
        assertThat(page.request().get(api).status()).as("a session alone").isEqualTo(401);
        assertThat(page.request()
                        .get(api, RequestOptions.create().setHeader("X-Parley-Console", "1"))
                        .status())
                .as("with the header of our own pages")
                .isEqualTo(200);
    }

    @Test
    void aCanaryForNobodyIsRefusedInWords() {
        var page = signedIn("approver", 1280);
        createPublished(page);
        saveDraft(page, "A line of the second revision.");
        section(page, "Publish");
        page.getByLabel("To whom").selectOption("some");
        page.getByLabel("Percent, of a canary").fill("0");

        button(page, "Publish").click();

        assertThat(told(page)).hasText("A canary needs percent from 1 to 100, or numbers.");
        assertThat(page.locator("#life .badge").first()).hasText("changed");
    }

    @Test
    void aDraftIsThrownAwayAndWhatIsPublishedStays() {
        var page = signedIn("approver", 1280);
        createPublished(page);
        saveDraft(page, "A line that nobody will hear.");
        section(page, "Publish");

        page.locator("summary")
                .filter(new Locator.FilterOptions().setHasText("Throw the draft away"))
                .click();
        button(page, "Throw the draft away").click();

        assertThat(told(page)).hasText("The draft is thrown away.");
        assertThat(page.locator("#life .badge").first()).hasText("published");
        section(page, "Edit");
        assertThat(editor(page)).not().hasValue(Pattern.compile("[\\s\\S]*nobody will hear[\\s\\S]*"));
    }
}
