package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of pages in the installed Chromium. A complaint in the browser's console, such as of the policy, is a failure. */
@Execution(ExecutionMode.SAME_THREAD) // one browser at a time
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InChromium {
    private static final int TABS_AT_MOST = 500; // each call of other tests that the page lists is one

    private Optional<Chromium> installed = Optional.empty();
    private Chromium chromium;

    @BeforeAll
    void open() {
        installed = Chromium.ifInstalled(flags());
    }

    /** Further flags of the browser, where a test needs some. */
    List<String> flags() {
        return List.of();
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

    /** The browser itself complains of pages that come with such a status: this one does, and of nothing else. */
    final void refusedWith(int status) {
        assertThat(chromium.complaints()).singleElement().asString().contains("status of " + status);
    }

    /** An empty page in a context of its own, as high as such a screen is. */
    final Page blank(int width, ColorScheme scheme) {
        return chromium.page(width, width < 500 ? 844 : 900, scheme);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Presses Tab until the element has the focus, round the whole page at most. */
    static void tabTo(Page page, String selector) {
        for (int i = 0; i < TABS_AT_MOST; i++) {
            if ((Boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    /** The whole page, for people to look at. */
    static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(System.getProperty("wars", "target"), "screenshots", name + ".png")));
    }

    static void fits(Page page, String name, int width) {
        var wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        assertThat(wide).as(name).isLessThanOrEqualTo(width);
    }
}
