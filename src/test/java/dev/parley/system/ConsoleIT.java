package dev.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The console as viewers, editors and approvers use it. A complaint in the browser's console, such as of the policy, is a failure. */
@ResourceLock("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
    private static final String CONSOLE = LocalMode.PARLEY + "/console/";
    private static final int TABS_AT_MOST = 60;
    private static final double PATIENCE_MS = 20_000; // of a slow machine

    private Optional<Chromium> installed = Optional.empty();
    private Chromium chromium;

    @BeforeAll
    void open() {
        installed = Chromium.ifInstalled();
    }

    @BeforeEach
    void needsChromium() {
        assumeTrue(installed.isPresent(), Chromium.MISSING);
        chromium = installed.get();
    }

    @AfterAll
    void close() {
        installed.ifPresent(Chromium::close);
    }

    @AfterEach
    void nothingComplained() {
        if (installed.isPresent()) {
            assertThat(chromium.complaints()).as("what the console says").isEmpty();
        }
    }

    @Test
    void whoSignsInGetsThePageThatWasWishedAndWhoSignsOutGetsNoMore() {
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(CONSOLE + "edit?id=reception");
        assertThat(page).hasTitle(Pattern.compile("Sign in.*"));
        var before = sessionId(page);

        signIn(page, "editor", "wrong");
        assertThat(told(page)).hasText("Name and password do not match.");
        signIn(page, "editor", "editor");

        assertThat(page).hasURL(CONSOLE + "edit?id=reception");
        assertThat(page.locator(".who")).containsText("editor");
        var cookie = page.context().cookies().stream()
                .filter(one -> one.name.equals("JSESSIONID"))
                .findFirst()
                .orElseThrow();
        assertThat(cookie.value).as("a new session").isNotEqualTo(before);
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite.name()).isEqualTo("LAX");

        button(page, "Sign out").click();
        assertThat(page).hasTitle(Pattern.compile("Sign in.*"));
        page.navigate(CONSOLE + "personas");
        assertThat(page).hasTitle(Pattern.compile("Sign in.*"));
    }

    @Test
    void aFaultStandsAtItsLineWhileOneTypesAndADraftIsSaved() {
        var page = signedIn("editor", 1280);
        var id = create(page);
        var text = page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true));

        text.fill(text.inputValue().replace("greeting:", "greting:"));

        var fault = page.locator("#findings li.error").first();
        assertThat(fault).containsText("greting", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
        var line = fault.getAttribute("data-line");
        assertThat(page.locator(".gutter .error")).hasText(line);
        assertThat(page.locator("#unsaved")).isVisible();
        fault.locator("button").click();
        assertThat(text).isFocused();
        assertThat(page.evaluate("() => { const t = document.getElementById('edit:text');"
                        + " return t.value.slice(0, t.selectionStart).split('\\n').length + '' }"))
                .isEqualTo(line);
        shot(page, "console-edit-error");

        text.fill(text.inputValue().replace("greting:", "greeting:"));
        assertThat(page.locator("#findings .fine")).isVisible();
        button(page, "Save draft").click();
        assertThat(told(page)).containsText("Saved as a draft.");
        assertThat(page.locator("#unsaved")).isHidden();
        page.navigate(CONSOLE + "personas?text=" + id + "&state=draft");
        assertThat(page.locator(".list tbody tr")).hasCount(1);
    }

    @Test
    void whoIsOvertakenSeesBothTextsAndLosesNothing() {
        var mine = signedIn("editor", 1280);
        var id = create(mine);
        var other = signedIn("approver", 1280);
        other.navigate(CONSOLE + "edit?id=" + id);
        write(other, "A second line from somebody else.");
        button(other, "Save draft").click();
        assertThat(told(other)).containsText("Saved as a draft.");

        write(mine, "My own line.");
        button(mine, "Save draft").click();

        assertThat(told(mine)).containsText("draft saved by approver");
        assertThat(mine.locator(".diff .added")).containsText("My own line.");
        assertThat(mine.locator(".diff .removed")).containsText("from somebody else");
        assertThat(editor(mine)).hasValue(Pattern.compile("[\\s\\S]*My own line\\.[\\s\\S]*"));
        shot(mine, "console-conflict");
        button(mine, "Save mine over theirs").click();
        assertThat(told(mine)).containsText("Saved as a draft.");
        mine.reload();
        assertThat(editor(mine)).hasValue(Pattern.compile("[\\s\\S]*My own line\\.[\\s\\S]*"));
    }

    @Test
    void anApproverPublishesTriesACanaryAndRollsBack() {
        var page = signedIn("approver", 1280);
        var id = create(page);

        section(page, "Publish");
        page.getByLabel("Comment, for the history").fill("the first");
        button(page, "Publish").click();
        assertThat(told(page)).containsText("Published.");
        assertThat(page.locator("#life .badge").first()).hasText("published");

        section(page, "Edit");
        write(page, "A line of the second revision.");
        button(page, "Save draft").click();
        assertThat(told(page)).containsText("Saved as a draft.");
        section(page, "Publish");
        assertThat(page.locator(".diff .added")).containsText("A line of the second revision.");
        page.getByLabel("Comment, for the history").fill("the second");
        page.getByLabel("To whom").selectOption("some");
        page.getByLabel("Percent, of a canary").fill("25");
        shot(page, "console-publish");
        button(page, "Publish").click();
        assertThat(told(page)).containsText("Published to some callers.");
        assertThat(page.getByText("Revision 2 goes to 25 % of callers.")).isVisible();
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
    void anEditorRunsTestsAndReadsWhatWasSaid() {
        var page = signedIn("editor", 1280);
        page.navigate(CONSOLE + "tests?id=reception");

        button(page, "In words only").click();

        assertThat(page.locator("#result-title"))
                .hasText(
                        Pattern.compile("(All that is required passed|Not all that is required has passed)"),
                        new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        assertThat(page.locator("#refused")).isEmpty();
        page.locator(".result summary").first().click();
        assertThat(page.locator(".dialogue li").first()).isVisible();
        assertThat(page.locator("#runs button").first()).isVisible();
        shot(page, "console-tests");
    }

    @Test
    void aViewerSeesEverythingAndCanChangeNothing() {
        var page = signedIn("viewer", 1280);
        for (var address : new String[] {
            "personas",
            "edit?id=reception",
            "preview?id=reception",
            "tests?id=reception",
            "publish?id=reception",
            "history?id=reception",
            "new",
            "numbers"
        }) {
            page.navigate(CONSOLE + address);
            var words = page.locator("main button, main input[type=submit]").allTextContents();
            assertThat(words)
                    .as(address)
                    .noneMatch(
                            word -> word.matches("(?i).*(save|publish|create|delete|roll|default|remove|add|run).*"));
        }
        page.navigate(CONSOLE + "edit?id=reception");
        assertThat(page.locator("#edit\\:text")).hasAttribute("readonly", "readonly");
    }

    @Test
    void anEditorFindsTheWayByTheKeyboardAlone() {
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(CONSOLE + "personas?text=Lindqvist");
        tabTo(page, "#enter\\:name");
        page.keyboard().type("editor");
        tabTo(page, "#enter\\:password");
        page.keyboard().type("editor");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Personas");

        tabTo(page, "a.persona-name");
        page.keyboard().press("Enter");
        assertThat(page.locator("#edit\\:text")).isVisible();
        tabTo(page, ".sections a[href^=preview]");
        page.keyboard().press("Enter");
        assertThat(page.locator("#in-weekday")).isVisible();
        tabTo(page, "#in-weekday");
        page.keyboard().type("Doomsday");
        page.keyboard().press("Enter");

        assertThat(page.locator(".said pre").first()).containsText("Today is Doomsday");
        shot(page, "console-preview");
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
    void nothingStandsOutOfTheWindowByDayAndByNight() {
        for (int width : new int[] {1280, 390}) {
            for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                var page = page(width, scheme);
                var suffix = "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                page.navigate(CONSOLE + "sign-in");
                fits(page, "sign-in" + suffix, width);
                signIn(page, "approver", "approver");
                for (var address : new String[] {
                    "personas",
                    "edit?id=reception",
                    "preview?id=reception",
                    "tests?id=reception",
                    "tests?id=reception",
                    "publish?id=reception",
                    "history?id=reception",
                    "new",
                    "numbers"
                }) {
                    page.navigate(CONSOLE + address);
                    fits(page, address.replaceAll("\\?.*", "") + suffix, width);
                }
                page.context().close();
            }
        }
    }

    private static void fits(Page page, String name, int width) {
        var wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        assertThat(wide).as(name).isLessThanOrEqualTo(width);
        shot(page, "console-" + name);
    }

    private Page page(int width, ColorScheme scheme) {
        var page = chromium.page(width, width < 500 ? 844 : 900, scheme);
        page.setDefaultTimeout(PATIENCE_MS);
        return page;
    }

    private Page signedIn(String user, int width) {
        var page = page(width, ColorScheme.LIGHT);
        page.navigate(CONSOLE + "personas");
        signIn(page, user, user);
        assertThat(page.locator("h1")).hasText("Personas");
        return page;
    }

    private static void signIn(Page page, String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
    }

    /** A persona of this test alone, open in the editor. */
    private static String create(Page page) {
        var id = "console-" + UUID.randomUUID().toString().substring(0, 8);
        page.navigate(CONSOLE + "new");
        page.getByLabel("Id", new Page.GetByLabelOptions().setExact(true)).fill(id);
        button(page, "Create draft").click();
        assertThat(told(page)).containsText("Created as a draft.");
        return id;
    }

    private static Locator editor(Page page) {
        return page.locator("#edit\\:text");
    }

    private static void write(Page page, String line) {
        var text = editor(page);
        text.fill(text.inputValue().stripTrailing() + "\n" + line + "\n");
    }

    private static void section(Page page, String name) {
        page.locator(".sections")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .click();
    }

    private static Locator told(Page page) {
        return page.locator(".told li").first();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static String sessionId(Page page) {
        return page.context().cookies().stream()
                .filter(one -> one.name.equals("JSESSIONID"))
                .map(one -> one.value)
                .findFirst()
                .orElse("");
    }

    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < TABS_AT_MOST; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
                return;
            }
        }
        throw new AssertionError(selector + " cannot be reached by the tab key");
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(System.getProperty("wars", "target"), "screenshots", name + ".png")));
    }
}
