package org.callroster.console.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.impl.driver.Driver;

/** The Chromium of this machine, without a window. It is never downloaded. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    /** No sandbox, because containers often forbid it and tests may run as root; nothing that calls home. */
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser process;

    private Chromium(Playwright playwright, com.microsoft.playwright.Browser process) {
        this.playwright = playwright;
        this.process = process;
    }

    static Chromium start(Path executable) {
        Playwright playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(playwright,
                playwright.chromium().launch(new LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS)));
    }

    /** What the environment variable CHROMIUM names, or else the first on the PATH. */
    static Optional<Path> executable(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("CHROMIUM")).map(Path::of)
                .or(() -> NAMES.stream().flatMap(name -> onPath(name, environment)).findFirst());
    }

    private static Stream<Path> onPath(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable);
    }

    /** False without the Maven profile {@code browser}, which adds the Node.js that Playwright runs on. */
    static boolean canBeDriven() {
        return Stream.of("linux", "linux-arm64", "mac", "mac-arm64")
                .anyMatch(platform -> Driver.class.getResource("/driver/" + platform + "/node") != null);
    }

    com.microsoft.playwright.Browser process() {
        return process;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
