package dev.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The default persona, as an approver changes it. */
@Isolated("other tests call the default persona")
class ConsoleDefaultIT extends InConsole {
    @Test
    void theDefaultCannotBeDeletedBeforeAnotherOneIsMadeIt() {
        var page = signedIn("approver", 1280);
        var id = createPublished(page);
        try {
            makeDefault(page, id);
            delete(page, id);
            assertThat(told(page)).containsText("it is the default; make another one the default first");
        } finally {
            makeDefault(page, "reception");
        }

        delete(page, id);

        assertThat(told(page)).hasText("Persona " + id + " is deleted.");
        page.navigate(CONSOLE + "personas?text=" + id);
        assertThat(page.locator(".none")).hasText("No persona is like that.");
    }

    private static void makeDefault(Page page, String id) {
        page.navigate(CONSOLE + "numbers");
        page.getByLabel("Default persona").selectOption(id);
        button(page, "Make it the default").click();
        assertThat(told(page)).containsText(id);
    }

    private static void delete(Page page, String id) {
        page.navigate(CONSOLE + "publish?id=" + id);
        page.locator("summary")
                .filter(new Locator.FilterOptions().setHasText("Delete this persona"))
                .click();
        button(page, "Delete " + id).click();
    }
}
