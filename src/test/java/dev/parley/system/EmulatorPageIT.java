package dev.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The emulator's page as somebody uses it who has just started local mode. */
class EmulatorPageIT extends InChromium {
    /** Time for a ready-made call to ring, talk for some 45 s and end, on a slow machine. */
    private static final double A_CALL_MS = 120_000;
    /** Time for the call to be answered, or for the agent's next words. */
    private static final double AN_ANSWER_MS = 30_000;

    /** Waits until the audio plays, at most 10 s, and gives its length. */
    private static final String PLAYED =
            """
            audio => new Promise((played, failed) => {
              setTimeout(() => failed(new Error('the audio did not play')), 10000);
              audio.addEventListener('timeupdate', () => played(audio.duration), { once: true });
            })""";

    @Test
    void aCallPlacedFromThePageShowsItsDialogueAndWhereTheAgentWasCut() {
        var page = page(1280, ColorScheme.LIGHT);

        page.getByLabel("Caller's number").fill("+15557650001");
        button(page, "Place call").click();
        shown(page, "+15557650001");

        var agent = page.locator("#dialogue .line.agent");
        var caller = page.locator("#dialogue .line.caller");
        assertThat(badge(page)).hasText("connected", within(AN_ANSWER_MS));
        assertThat(agent.first()).containsText("Good day", containing(AN_ANSWER_MS));
        assertThat(page.locator("#dialogue .cut-mark").first())
                .hasText(Pattern.compile("✂ cut after \\d+ words?"), within(A_CALL_MS));
        assertThat(badge(page)).hasText("ended", within(A_CALL_MS));

        assertThat(caller.filter(new Locator.FilterOptions().setHasText("Sorry, when are you open on Saturday")))
                .hasCount(1);
        assertThat(agent.filter(new Locator.FilterOptions().setHasText("Goodbye")))
                .hasCount(1);
        assertThat(page.locator("#talk-title")).hasText("Reception: the agent hung up");
        assertThat(figure(page, "Protocol errors")).hasCount(0);
        assertThat(figure(page, "Stop messages").locator("dd")).hasText(Pattern.compile("[1-9]\\d*"));

        button(page, "Listen to the call").click();
        var durationS = ((Number) page.locator("#audio").evaluate(PLAYED)).doubleValue();
        assertThat(durationS).as("seconds of the call's audio").isBetween(20.0, 180.0);
        page.evaluate("document.getElementById('audio').pause()");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("wars", "target"), "screenshots", "emulator.png")));
    }

    @Test
    void aCallIsDrivenByTheKeyboardAlone() {
        var page = page(1280, ColorScheme.LIGHT);

        tabTo(page, "#place [name=from]");
        page.keyboard().press("Control+A");
        page.keyboard().type("+15557650002");
        tabTo(page, "#ready");
        page.keyboard().type("By hand");
        tabTo(page, "#place button[type=submit]");
        page.keyboard().press("Enter");
        shown(page, "+15557650002");
        assertThat(badge(page)).hasText("connected", within(AN_ANSWER_MS));
        assertThat(page.locator("#dialogue .line.agent").first()).isVisible(visible(AN_ANSWER_MS));
        tabTo(page, "#say-text");
        page.keyboard().type("When are you open on Friday?");
        page.keyboard().press("Enter");
        assertThat(page.locator("#dialogue .line.caller").first()).containsText("Friday", containing(AN_ANSWER_MS));
        assertThat(page.locator("#say-text")).hasValue("");
        assertThat(page.locator("#say-text")).isFocused();
        tabTo(page, "#keys button[aria-label=hash]");
        page.keyboard().press("Space");
        assertThat(page.locator("#dialogue .line.keys .words")).hasText("#", within(AN_ANSWER_MS));
        tabTo(page, "#hang-up");
        page.keyboard().press("Enter");

        assertThat(badge(page)).hasText("ended", within(AN_ANSWER_MS));
        assertThat(page.locator("#talk-title")).hasText("Reception: the caller hung up");
        assertThat(page.locator("#talk-problem")).isEmpty();

        var shown = page.evaluate("decodeURIComponent(location.hash.slice(1))");
        tabTo(page, "#forget");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-call='" + shown + "']")).hasCount(0);
    }

    @Test
    void wrongInputIsRefusedInWordsBesideItsForm() {
        var page = page(1280, ColorScheme.LIGHT);
        var problem = page.locator("#place-problem");

        page.getByLabel("Called number").fill("555-0100");
        button(page, "Place call").click();
        assertThat(problem).hasText("That is not a phone number. A plus sign and digits, as in +15550100001.");

        page.getByLabel("Called number").fill("+15550100001");
        page.locator("#script-title").click();
        page.locator("#script").fill("[{]");
        button(page, "Place call").click();
        assertThat(problem).hasText("The script is not well-formed JSON.");
    }

    @Test
    @ResourceLock(Shared.FAULTS) // it clears all
    void faultsRequestsAndThinkingAreInReachOfThePage() {
        var page = page(1280, ColorScheme.LIGHT);

        tab(page, "Faults");
        page.locator("#fault [name=service]").selectOption("openai");
        page.locator("#fault-kind").selectOption("throttle");
        assertThat(page.locator("#fault-told")).containsText("429");
        page.locator("#fault [name=share]").fill("0.01");
        button(page, "Inject").click();
        var throttles = page.locator("#faults li")
                .filter(new Locator.FilterOptions().setHasText("throttle")); // other tests may have faults of their own
        assertThat(throttles).hasCount(1);
        button(page, "End throttle of openai").click();
        assertThat(throttles).hasCount(0);
        button(page, "Inject").click();
        button(page, "Clear all").click();
        assertThat(page.locator("#no-faults")).isVisible();

        tab(page, "Thinking");
        assertThat(page.locator("#thinking")).hasAttribute("data-shown", "true");
        assertThat(page.locator("#thinking [name=latency]")).hasValue("none");
        assertThat(page.getByLabel("Its base URL")).isHidden();
        page.locator("#who-thinks").selectOption("relay");
        assertThat(page.getByLabel("Its base URL")).isVisible();
        page.locator("#who-thinks").selectOption("demo");
        var firstToken = page.getByLabel("First token after, ms");
        assertThat(firstToken).hasValue(Pattern.compile("\\d+"));
        var before = firstToken.inputValue();
        firstToken.fill("7");
        button(page, "Set").click();
        assertThat(page.locator("#thinking-told")).hasText("Set; it counts from the next answer.");
        assertThat(LocalMode.get(LocalMode.EMULATOR + "/emulator/thinking")
                        .body()
                        .path("firstTokenMs")
                        .asText())
                .isEqualTo("7");
        firstToken.fill(before);
        button(page, "Set").click();

        tab(page, "Requests");
        page.locator("#requests-of").selectOption("acs");
        assertThat(page.locator("#requests .chip.speech")).hasCount(0);
    }

    @Test
    void thePageSaysWhatTheChosenEarHears() {
        var page = page(1280, ColorScheme.LIGHT);
        var note = page.locator("#ear-note");

        assertThat(note).containsText("decoded from the audio");
        page.locator("#ear").selectOption("human");
        assertThat(note).hasText(Pattern.compile(".*(speaks audibly|espeak-ng is not installed|speaks in tones).*"));

        page.getByText("Ears, tones and numbers").click();
        assertThat(page.locator(".notes")).containsText("(speech that is not tone speech)");
        assertThat(page.locator(".notes")).containsText("ends in 0000");
        assertThat(page.locator(".notes")).containsText("tone ear is live");
    }

    @Test
    void thePageSaysThatTheProgramForAnAudibleVoiceIsMissing() {
        var page = blank(1280, ColorScheme.LIGHT);
        page.route(
                "**/emulator/voice",
                answer -> answer.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"audible\":false,\"speaks\":\"tone\"}")));
        page.navigate(LocalMode.EMULATOR + "/emulator");

        page.locator("#ear").selectOption("human");

        assertThat(page.locator("#ear-note")).containsText("espeak-ng is not installed");
    }

    @Test
    void nothingStandsOutOfTheWindowOnAPhoneByDayAndByNight() {
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            var page = page(390, scheme);
            page.locator("#script-title").click();
            page.getByText("Ears, tones and numbers").click();
            for (var name : new String[] {"Calls", "Faults", "Requests", "Thinking"}) {
                tab(page, name);
                fits(page, name + ", " + scheme, 390);
            }
            var paper = (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
            var red = Integer.parseInt(paper.replaceAll("rgb\\((\\d+),.*", "$1"));
            assertThat(red < 128).as("a dark page, " + scheme).isEqualTo(scheme == ColorScheme.DARK);
        }
    }

    private Page page(int width, ColorScheme scheme) {
        var page = blank(width, scheme);
        page.navigate(LocalMode.EMULATOR + "/emulator");
        assertThat(page.locator("#pulse.up")).isVisible();
        return page;
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }

    /** Waits until the page shows the call of that caller: before, it shows the newest call, which may be another test's. */
    private static void shown(Page page, String from) {
        assertThat(page.locator("#talk-sub")).containsText(from, containing(AN_ANSWER_MS));
    }

    private static Locator badge(Page page) {
        return page.locator("#talk-state");
    }

    private static Locator figure(Page page, String name) {
        return page.locator("#figures div").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static LocatorAssertions.HasTextOptions within(double ms) {
        return new LocatorAssertions.HasTextOptions().setTimeout(ms);
    }

    private static LocatorAssertions.ContainsTextOptions containing(double ms) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(ms);
    }

    private static LocatorAssertions.IsVisibleOptions visible(double ms) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(ms);
    }
}
