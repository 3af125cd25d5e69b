package org.callroster.upload;

import java.nio.file.Path;

/** A received body. Give it back by {@link Spool#delete}. */
public record SpooledFile(Path path, long length) {

    public SpooledText text() {
        return new SpooledText(path);
    }
}
