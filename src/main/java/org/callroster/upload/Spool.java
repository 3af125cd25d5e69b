package org.callroster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.BodyRefused;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.ext.web.RoutingContext;

/** Receives bodies into temporary files, which only the service's account can read. Their total size is bounded. */
@ApplicationScoped
public class Spool {

    private static final Logger LOG = Logger.getLogger(Spool.class);

    private final Vertx vertx;
    private final long most;
    private final AtomicLong held = new AtomicLong();

    Spool(Vertx vertx, SpoolConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.most = config.spool().asLongValue();
        Gauge.builder("callroster.bulk.spooled", held, AtomicLong::doubleValue).baseUnit("bytes")
                .description("Files of bulks on this instance").register(meters);
    }

    /**
     * The whole body of a request that nobody has read yet. Fails with 413 if it is larger than all files may be, with 503 if
     * there is no room for it now, with 400 if it arrives too slowly.
     */
    public Uni<SpooledFile> receive(RoutingContext routing) {
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(Spool::create).toCompletionStage())
                .chain(path -> open(path).chain(file -> SpooledBody.receive(routing, file, this))
                        .onFailure().call(() -> removed(path))
                        .map(length -> new SpooledFile(path, length)));
    }

    /** A file with these parts. Fails with 503 if there is no room for it now. */
    public Uni<SpooledFile> write(Multi<Buffer> parts) {
        AtomicLong length = new AtomicLong();
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(Spool::create).toCompletionStage())
                .chain(path -> open(path).chain(file -> write(file, parts, length).eventually(() -> closed(file)))
                        .onFailure().call(() -> delete(new SpooledFile(path, length.get())))
                        .map(done -> new SpooledFile(path, length.get())));
    }

    private Uni<Void> write(AsyncFile file, Multi<Buffer> parts, AtomicLong length) {
        return parts.onItem().transformToUniAndConcatenate(part -> {
            reserve(length.get(), part.length());
            length.addAndGet(part.length());
            return Uni.createFrom().completionStage(() -> file.write(part).toCompletionStage())
                    .onFailure().transform(full -> SpooledBody.noRoom(full));
        }).collect().last();
    }

    private static Uni<Void> closed(AsyncFile file) {
        return Uni.createFrom().completionStage(() -> file.close().toCompletionStage());
    }

    private static Path create() throws IOException {
        return Files.createTempFile("callroster-bulk-", "");
    }

    private Uni<AsyncFile> open(Path path) {
        return Uni.createFrom().completionStage(() -> vertx.fileSystem()
                .open(path.toString(), new OpenOptions().setTruncateExisting(true)).toCompletionStage());
    }

    /** Throws if so many more bytes of a body do not fit; {@code length} were reserved before. */
    void reserve(long length, int more) {
        if (length + more > most) {
            throw BodyRefused.tooLarge((int) Math.min(Integer.MAX_VALUE, most));
        }
        if (held.addAndGet(more) > most) {
            held.addAndGet(-more);
            throw new Failure(ErrorCode.UNAVAILABLE, "too many bulks are held here, try again");
        }
    }

    void release(long length) {
        held.addAndGet(-length);
    }

    /** Never fails. */
    public Uni<Void> delete(SpooledFile file) {
        release(file.length());
        return removed(file.path());
    }

    private Uni<Void> removed(Path path) {
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> Files.deleteIfExists(path))
                .toCompletionStage())
                .onFailure().invoke(e -> LOG.warnf("the file of a bulk can't be deleted: %s", e.getMessage()))
                .onFailure().recoverWithItem(false).replaceWithVoid();
    }
}
