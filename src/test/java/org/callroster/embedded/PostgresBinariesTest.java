package org.callroster.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PostgresBinariesTest {

    @TempDir
    Path parent;

    @Test
    void executablesAndLinksAreKept() throws IOException {
        Path folder = unpack(file("bin/run", 0755), file("lib/data", 0644), link("lib/data.so", "data"));
        assertTrue(Files.isExecutable(folder.resolve("bin/run")));
        assertEquals(Path.of("data"), Files.readSymbolicLink(folder.resolve("lib/data.so")));
        assertEquals("content", Files.readString(folder.resolve("lib/data.so")));
    }

    @Test
    void anEntryOutsideOfTheFolderIsRefused() {
        assertThrows(IOException.class, () -> unpack(file("../escaped", 0644)));
        assertFalse(Files.exists(parent.resolve("escaped")));
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() {
        assertThrows(IOException.class, () -> unpack(link("lib/up", "../../escaped")));
        assertThrows(IOException.class, () -> unpack(link("lib/away", "/etc")));
    }

    private Path unpack(TarArchiveEntry... entries) throws IOException {
        Path folder = Files.createTempDirectory(parent, "unpacked");
        PostgresBinaries.unpack(new ByteArrayInputStream(archive(entries)), folder);
        return folder;
    }

    private static byte[] archive(TarArchiveEntry... entries) throws IOException {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(archive, new LZMA2Options(0)))) {
            for (TarArchiveEntry entry : entries) {
                entry.setSize(entry.isFile() ? content.length : 0);
                tar.putArchiveEntry(entry);
                tar.write(content, 0, (int) entry.getSize());
                tar.closeArchiveEntry();
            }
        }
        return archive.toByteArray();
    }

    private static TarArchiveEntry file(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        return entry;
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }
}
