package org.callroster.console.browser;

import java.nio.file.Path;
import java.util.Locale;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ViewportSize;

/** Pictures of pages to look at, in {@code target/pictures}: light and dark, on a wide screen and a small phone. */
public final class Pictures {

    static final Path FOLDER = Path.of("target", "pictures");

    private static final int[] WIDTHS = { 1280, 320 };

    private Pictures() {
    }

    /** Takes {@code <name>-<light|dark>-<1280|320>.png} of the whole page in the state it is in, and leaves that as it was. */
    public static void take(Page page, String name) {
        ViewportSize before = page.viewportSize();
        for (ColorScheme scheme : new ColorScheme[] { ColorScheme.LIGHT, ColorScheme.DARK }) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            for (int width : WIDTHS) {
                page.setViewportSize(width, before.height);
                save(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png");
            }
        }
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(null));
        page.setViewportSize(before.width, before.height);
    }

    private static void save(Page page, String file) {
        page.screenshot(new ScreenshotOptions().setPath(FOLDER.resolve(file)).setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
