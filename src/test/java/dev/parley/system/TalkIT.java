package dev.parley.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The talk page as somebody uses it whose microphone, five seconds after the call, asks about Saturday. */
@Order(Shared.LAST)
@ResourceLock(value = Shared.REALTIME, mode = ResourceAccessMode.READ)
class TalkIT extends InConsole {
    private static final String TALK = LocalMode.PARLEY + "/talk";
    /** Time for the greeting, a question and its answer, on a slow machine. */
    private static final double A_TURN_MS = 60_000;

    private static final String NO_MICROPHONE =
            """
            navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));""";

    @Override
    List<String> flags() {
        return FakeMicrophone.saying("Sorry, when are you open on Saturday?", 5_000);
    }

    @ParameterizedTest
    @CsvSource({"reception, desk.", "concierge, stay."})
    void whoSpeaksIntoTheGreetingCutsItAndHearsTheAnswer(String persona, String lastWords) {
        var page = page(1280, ColorScheme.LIGHT);
        var played = TappedPlayback.of(page);
        page.navigate(TALK + "?persona=" + persona);

        button(page, "Call").click();

        assertThat(agent(page).first()).containsText("Good day", within(A_TURN_MS));
        assertThat(agent(page).first().locator(".unheard")).containsText(lastWords, within(A_TURN_MS));
        assertThat(page.locator(".line.caller").first()).containsText("Saturday", within(A_TURN_MS));
        assertThat(agent(page).filter(containing("noon"))).hasCount(1, count());
        assertThat(state(page)).hasText("listening", text());
        shot(page, "talk-" + persona);
        assertThat(agent(page).filter(containing("noon")).locator(".times")).hasText(Pattern.compile("heard after.*"));
        assertThat(played.words()).contains("day,").doesNotContain(lastWords).anyMatch(word -> word.startsWith("noon"));

        button(page, "Hang up").click();
        assertThat(page.locator("#reason")).hasText("You hung up.");
        assertThat(button(page, "Call again")).isFocused();
    }

    @Test
    void whoTypesIsAnsweredInSoundAndMayStopIt() {
        var page = page(1280, ColorScheme.LIGHT);
        var played = TappedPlayback.of(page);
        page.navigate(TALK + "?persona=concierge");
        page.getByText("Push to talk").click();
        button(page, "Call").click();
        assertThat(agent(page).first()).containsText("Good day", within(A_TURN_MS));
        assertThat(state(page)).hasText("speaking", text());

        page.keyboard().press("Escape");
        assertThat(agent(page).first().locator(".cut-mark")).isVisible();
        page.getByLabel("Message").fill("What are your opening hours on Saturday?");
        page.keyboard().press("Enter");

        assertThat(page.locator(".line.caller")).containsText("opening hours on Saturday");
        assertThat(page.locator(".line.tool")).containsText("opening_hours", within(A_TURN_MS));
        assertThat(agent(page).last()).containsText("noon", within(A_TURN_MS));
        assertThat(state(page)).hasText("listening", text());
        assertThat(played.words()).anyMatch(word -> word.startsWith("noon"));
    }

    @Test
    void theKeyboardIsEnough() {
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(TALK + "?persona=reception");
        assertThat(button(page, "Call")).isEnabled();

        tabTo(page, "input[name=mode]");
        page.keyboard().press("ArrowDown");
        tabTo(page, "#call");
        page.keyboard().press("Enter");
        assertThat(page.locator("#hold")).isFocused(focus());
        page.keyboard().down("Space");
        assertThat(page.locator("#hold")).hasAttribute("aria-pressed", "true");
        isSpoken(page);
        page.keyboard().up("Space");
        assertThat(page.locator(".line.caller")).containsText("Saturday", within(A_TURN_MS));
        assertThat(agent(page).filter(containing("noon"))).hasCount(1, count());
        tabTo(page, "#words");
        page.keyboard().type("And on Monday?");
        page.keyboard().press("Enter");
        assertThat(page.locator(".line.caller").last()).containsText("And on Monday?");
        tabTo(page, "#hang-up");
        page.keyboard().press("Enter");

        assertThat(state(page)).hasText("ended");
    }

    @Test
    void withoutAMicrophoneOneTypes() {
        var page = page(390, ColorScheme.DARK);
        page.addInitScript(NO_MICROPHONE);
        page.navigate(TALK + "?persona=reception");

        button(page, "Call").click();
        assertThat(page.locator("#problem")).containsText("does not let this page use the microphone");
        assertThat(button(page, "Use the microphone")).isVisible();
        page.getByLabel("Message").fill("When are you open on Saturday?");
        page.keyboard().press("Enter");

        assertThat(agent(page).filter(containing("noon"))).hasCount(1, count());
        fits(page, "talk", 390);
        shot(page, "talk-phone-dark");
    }

    @Test
    void whoIsToldToWaitSeesHowLong() {
        var page = page(1280, ColorScheme.LIGHT);
        page.route(
                "**/api/v1/tickets",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setHeaders(Map.of("Retry-After", "3", "Content-Type", "application/problem+json"))
                        .setBody("{\"detail\":\"All lines are taken.\"}")));
        page.navigate(TALK);

        button(page, "Call").click();

        assertThat(page.locator("#problem")).hasText("All lines are taken.");
        assertThat(page.locator("#call")).hasText(Pattern.compile("Call again in \\d s"));
        assertThat(page.locator("#call")).isDisabled();
        assertThat(button(page, "Call again")).isEnabled();
        refusedWith(503);
    }

    @Test
    void aGuestSignsInAndComesBack() {
        var page = page(1280, ColorScheme.LIGHT);
        page.navigate(TALK);
        assertThat(page.locator(".who")).hasText("guest");

        page.locator("a:text('Sign in')").click();
        signIn(page, "talker", "talker");

        assertThat(page).hasURL(TALK);
        assertThat(page.locator(".who")).containsText("talker");
        assertThat(button(page, "Call")).isEnabled();
        assertThat(page.locator(".top nav a")).hasText(new String[] {"Talk"});
    }

    @Test
    void aViewerIsToldThatTalkingIsNotTheirs() {
        var page = signedIn("viewer", 1280);

        page.navigate(TALK);

        assertThat(page.locator("h1")).hasText("Talking is not yours");
        refusedWith(403);
    }

    /** Until the microphone has said its sentence, as the page's own meter shows it. */
    private static void isSpoken(Page page) {
        var patience = new LocatorAssertions.HasCSSOptions().setTimeout(A_TURN_MS);
        var bar = page.locator("#level span");
        assertThat(bar).hasCSS("transform", Pattern.compile("matrix\\((1|0\\.[4-9]\\d*), .*"), patience);
        assertThat(bar).hasCSS("transform", Pattern.compile("matrix\\(0(\\.0\\d*)?, .*"), patience);
    }

    private static Locator agent(Page page) {
        return page.locator(".line.agent");
    }

    private static Locator state(Page page) {
        return page.locator("#state");
    }

    private static Locator.FilterOptions containing(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }

    private static LocatorAssertions.ContainsTextOptions within(double ms) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(ms);
    }

    private static LocatorAssertions.HasCountOptions count() {
        return new LocatorAssertions.HasCountOptions().setTimeout(A_TURN_MS);
    }

    private static LocatorAssertions.HasTextOptions text() {
        return new LocatorAssertions.HasTextOptions().setTimeout(A_TURN_MS);
    }

    private static LocatorAssertions.IsFocusedOptions focus() {
        return new LocatorAssertions.IsFocusedOptions().setTimeout(A_TURN_MS);
    }
}
