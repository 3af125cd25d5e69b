package org.callroster.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.Set;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/** Locks a database folder for one process. The operating system releases the lock however the process ends. */
final class FolderLock implements AutoCloseable {

    private final String holding;
    private final FileChannel channel;

    private FolderLock(String holding, FileChannel channel) {
        this.holding = holding;
        this.channel = channel;
    }

    /** Empty if a live process, this one included, holds the folder. */
    static Optional<FolderLock> tryTake(DatabaseFolder folder) throws IOException {
        // A process loses its POSIX lock as soon as it closes any other channel on the file, so a second channel must never be
        // opened. A system property is visible to all class loaders of this process, a static field only to one.
        String holding = FolderLock.class.getName() + ":" + folder.path();
        if (System.getProperties().putIfAbsent(holding, "held") != null) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(folder.lock(), Set.of(CREATE, WRITE), DatabaseFolder.OWNER_ONLY_FILE);
            taken = channel.tryLock() != null;
            return taken ? Optional.of(new FolderLock(holding, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                release(holding, channel);
            }
        }
    }

    @Override
    public void close() throws IOException {
        release(holding, channel);
    }

    private static void release(String holding, FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
        System.getProperties().remove(holding);
    }
}
