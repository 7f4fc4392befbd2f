package dev.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console as viewers and editors use it, and as it looks. */
class ConsoleIT extends InConsole {
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
    void nothingStandsOutOfTheWindowByDayAndByNight() {
        for (int width : new int[] {1280, 390}) {
            for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                var page = page(width, scheme);
                var suffix = "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                page.navigate(CONSOLE + "sign-in");
                shown(page, "sign-in" + suffix, width);
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
                    shown(page, address.replaceAll("\\?.*", "") + suffix, width);
                }
                page.context().close();
            }
        }
    }

    @Test
    void aFileBecomesADraftUnderTheIdThatItGivesItself() {
        var page = signedIn("editor", 1280);
        var id = newId();

        upload(page, ("---\nname: " + id + "\ndescription: From a file\n---\nsystem:\nYou answer.\n").getBytes(UTF_8));

        assertThat(told(page)).containsText("Created as a draft.");
        assertThat(page).hasURL(Pattern.compile(".*/console/edit\\?id=" + id));
        assertThat(editor(page)).hasValue(Pattern.compile("[\\s\\S]*From a file[\\s\\S]*"));
    }

    @Test
    void aFileThatIsNoTextOrTooLargeIsRefusedInWords() {
        var page = signedIn("editor", 1280);

        upload(page, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(told(page)).hasText("The file is no text in UTF-8.");
        upload(page, new byte[280_000]);
        assertThat(told(page)).hasText("A file of at most 256 KB is taken.");
        upload(page, new byte[1_500_000]);
        assertThat(told(page)).hasText("A file of at most 256 KB is taken.");
        upload(page, new byte[3_000_000]);
        assertThat(page.locator("h1")).hasText("This is too large");
        refusedWith(413);
    }

    private static void upload(Page page, byte[] content) {
        page.navigate(CONSOLE + "new");
        page.getByLabel("Or with a file").setInputFiles(new FilePayload("agent.prompty", "text/plain", content));
        button(page, "Create draft").click();
    }

    @Test
    void whoHasNoRoleHereIsToldSo() {
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(CONSOLE + "personas");

        signIn(page, "talker", "talker");

        assertThat(page.locator("h1")).hasText("This is not yours to see");
        refusedWith(403);
    }

    private static void shown(Page page, String name, int width) {
        fits(page, name, width);
        shot(page, "console-" + name);
    }

    private static String sessionId(Page page) {
        return page.context().cookies().stream()
                .filter(one -> one.name.equals("JSESSIONID"))
                .map(one -> one.value)
                .findFirst()
                .orElse("");
    }
}
