package org.callroster.bulk;

import java.io.IOException;
import java.util.function.Supplier;

import org.callroster.http.EventLoops;
import org.callroster.upload.CsvReading;
import org.callroster.upload.SpooledText;
import org.callroster.upload.UserLines;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.smallrye.mutiny.unchecked.UncheckedSupplier;

/**
 * The opened file of a bulk.
 *
 * @param count of its lines
 * @param digest the SHA-256 of its bytes
 * @param discard called when it is not needed any more
 */
record BulkFile(UserLines lines, long count, byte[] digest, Supplier<Uni<Void>> discard) {

    /** A file with login ids alone: NDJSON. */
    static Uni<BulkFile> ofLogins(SpooledText text, long count, byte[] digest, ObjectMapper mapper,
            Supplier<Uni<Void>> discard) {
        return onWorker(() -> new BulkFile(UserLines.ofNdjson(text, mapper), count, digest, discard)).onFailure()
                .call(discard::get);
    }

    /**
     * Looks through the file and opens it. Fails with 400 if it can't be read.
     *
     * @param csv otherwise NDJSON
     */
    static Uni<BulkFile> open(SpooledText text, boolean csv, CsvReading reading, ObjectMapper mapper,
            Supplier<Uni<Void>> discard) {
        return onWorker(() -> opened(text, csv, reading, mapper, discard)).onFailure().call(discard::get);
    }

    private static BulkFile opened(SpooledText text, boolean csv, CsvReading reading, ObjectMapper mapper,
            Supplier<Uni<Void>> discard) throws IOException {
        SpooledText.Measured measured = text.measure();
        return new BulkFile(csv ? UserLines.ofCsv(text, reading, mapper) : UserLines.ofNdjson(text, mapper),
                measured.lines(), measured.digest(), discard);
    }

    Uni<Void> close() {
        return onWorker(() -> {
            lines.close();
            return true;
        }).chain(discard::get);
    }

    private static <T> Uni<T> onWorker(UncheckedSupplier<T> work) {
        return Uni.createFrom().item(Unchecked.supplier(work)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(EventLoops.current());
    }
}
