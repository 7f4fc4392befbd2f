package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The emulator's page as somebody sees it who has just started local mode. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatorPageIT {
    @Test
    void aCallIsPlacedFromThePageAndItsDialogueAppears() {
        try (var chromium = Chromium.installed()) {
            var page = chromium.page(1280, 900, ColorScheme.LIGHT);
            page.navigate(LocalMode.EMULATOR + "/emulator");

            page.getByRole(
                            com.microsoft.playwright.options.AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Place call"))
                    .click();

            page.locator("[data-utterance=heard]")
                    .first()
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setTimeout(Duration.ofSeconds(40).toMillis()));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(System.getProperty("wars", "target"), "screenshots", "emulator.png")));
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void nothingStandsOutOfTheWindowOnAPhone() {
        try (var chromium = Chromium.installed()) {
            for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                var page = chromium.page(390, 844, scheme);
                page.navigate(LocalMode.EMULATOR + "/emulator");
                var width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
                assertThat(width).as("width of the page, " + scheme).isLessThanOrEqualTo(390);
            }
            assertThat(chromium.complaints()).isEmpty();
        }
    }
}
