package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The installed Chromium, headless. One thread only, as Playwright wants it. */
final class Chromium implements AutoCloseable {
    /** Why browser tests are skipped, and what helps. */
    static final String MISSING = "Browser tests skipped: no Chromium found; install it with: apt-get install chromium";

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Path executable, List<String> more) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(Stream.concat(FLAGS.stream(), more.stream()).toList()));
    }

    /** The installed Chromium with these flags too; where there is none says so in one line, but under CI fails: there it must be. */
    static Optional<Chromium> ifInstalled(List<String> more) {
        var executable = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (executable.isEmpty()) {
            assertThat(Boolean.parseBoolean(System.getenv("CI")))
                    .as("CI without Chromium")
                    .isFalse();
            System.out.println(MISSING);
        }
        return executable.map(path -> new Chromium(path, more));
    }

    /** A new page of this size; what the console or a script complains of is collected. */
    Page page(int width, int height, ColorScheme scheme) {
        var page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme))
                .newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isOfAForgottenCall(message)) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** The page looked at a call that another test, which goes on beside this one, has just deleted. */
    private static boolean isOfAForgottenCall(ConsoleMessage message) {
        return message.text().contains("404")
                && message.location().matches(".*/emulator/calls/[0-9a-f-]{36}\\b(?!/).*");
    }

    /** Errors of the console and of scripts since they were asked for last. */
    List<String> complaints() {
        var sinceThen = List.copyOf(complaints);
        complaints.clear();
        return sinceThen;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
