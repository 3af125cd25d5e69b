package org.callroster.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A file that only its owner can read (mode 0600, from its first byte on). */
public record SecretFile(Path path) {

    public static SecretFile in(Path folder, String name) {
        return new SecretFile(folder.resolve(name));
    }

    public String readOrCreate(Supplier<String> content) {
        try {
            if (!Files.exists(path)) {
                write(content.get());
            }
            return TrimmedSecrets.trimmed(Files.readString(path));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Writes the whole content or nothing. */
    public void write(String content) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(path.toAbsolutePath().getParent(), path.getFileName().toString(), null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, content.getBytes(StandardCharsets.US_ASCII));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private StartRefused unusable(IOException e) {
        return new StartRefused(path + " can't be read or written: " + e.getMessage());
    }
}
