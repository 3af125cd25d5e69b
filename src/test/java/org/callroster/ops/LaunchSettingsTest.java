package org.callroster.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LaunchSettingsTest {

    private static final String LOCATIONS = "smallrye.config.locations";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(LOCATIONS);
    }

    @Test
    void aFileOfSettingsIsRead() throws IOException {
        name("callroster.data-dir=/srv/callroster");
        assertEquals("/srv/callroster", read());
    }

    @Test
    void aFileOfSettingsMayDependOnTheProfile() throws IOException {
        name("%prod.callroster.data-dir=/srv/callroster\n%dev.callroster.data-dir=target/data");
        assertEquals("/srv/callroster", read());
    }

    private void name(String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("callroster.properties"), settings);
        System.setProperty(LOCATIONS, file.toUri().toString());
    }

    private static String read() {
        return LaunchSettings.read().getValue("callroster.data-dir", String.class);
    }
}
