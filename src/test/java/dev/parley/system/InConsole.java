package dev.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.UUID;

/** Ways about the console that its tests share. */
abstract class InConsole extends InChromium {
    static final String CONSOLE = LocalMode.PARLEY + "/console/";
    static final double PATIENCE_MS = 20_000; // of a slow machine

    final Page page(int width, ColorScheme scheme) {
        var page = blank(width, scheme);
        page.setDefaultTimeout(PATIENCE_MS);
        return page;
    }

    final Page signedIn(String user, int width) {
        var page = page(width, ColorScheme.LIGHT);
        page.navigate(CONSOLE + "personas");
        signIn(page, user, user);
        assertThat(page.locator("h1")).hasText("Personas");
        return page;
    }

    static void signIn(Page page, String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
    }

    static String newId() {
        return "console-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A persona of this test alone, open in the editor. */
    static String create(Page page) {
        var id = newId();
        page.navigate(CONSOLE + "new");
        page.getByLabel("Id", new Page.GetByLabelOptions().setExact(true)).fill(id);
        button(page, "Create draft").click();
        assertThat(told(page)).containsText("Created as a draft.");
        return id;
    }

    /** The same, published. */
    static String createPublished(Page page) {
        var id = create(page);
        section(page, "Publish");
        page.getByLabel("Comment, for the history").fill("the first");
        button(page, "Publish").click();
        assertThat(told(page)).containsText("Published.");
        return id;
    }

    static Locator editor(Page page) {
        return page.locator("#edit\\:text");
    }

    static void write(Page page, String line) {
        var text = editor(page);
        text.fill(text.inputValue().stripTrailing() + "\n" + line + "\n");
    }

    /** Writes a line and saves it as a draft. */
    static void saveDraft(Page page, String line) {
        section(page, "Edit");
        write(page, line);
        button(page, "Save draft").click();
        assertThat(told(page)).containsText("Saved as a draft.");
    }

    static void section(Page page, String name) {
        page.locator(".sections")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .click();
    }

    static Locator told(Page page) {
        return page.locator(".told li").first();
    }
}
