package org.callroster.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.CurrentCaller;
import org.callroster.values.Sha256;

/** Makes the frame of each page. */
@ApplicationScoped
public class Pages {

    private static final int VERSION_LENGTH = 12;

    private final CurrentCaller caller;
    private final String version;

    Pages(CurrentCaller caller) {
        this.caller = caller;
        this.version = version("console.css", "console.js", "import.js");
    }

    /** A page for a caller who is logged in. */
    public Page of(String title, String section) {
        return new Page(title, section, caller.get(), version);
    }

    /** A page for anybody. */
    public Page open(String title) {
        return new Page(title, "", null, version);
    }

    private static String version(String... files) {
        String digests = Stream.of(files).map(Pages::digest).reduce("", String::concat);
        return HexFormat.of().formatHex(Sha256.of(digests)).substring(0, VERSION_LENGTH);
    }

    private static String digest(String file) {
        try (InputStream content = Pages.class.getResourceAsStream("/META-INF/resources/console/lib/" + file)) {
            return HexFormat.of().formatHex(Sha256.of(content.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException(file + " is part of the service", e);
        }
    }
}
