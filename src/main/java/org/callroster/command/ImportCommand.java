package org.callroster.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.callroster.audit.Origin;
import org.callroster.bulk.BulkOptions;
import org.callroster.bulk.BulkStarts;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.Failure;
import org.callroster.job.BulkReports;
import org.callroster.job.JobView;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantRepository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Runs a bulk by file beside the database, with its progress on the terminal. */
public class ImportCommand implements QuarkusApplication {

    private static final String ACTOR = "console";

    private final TenantRepository tenants;
    private final BulkStarts bulks;
    private final BulkReports reports;
    private final ObjectMapper mapper;
    private final AtomicReference<JsonNode> closing = new AtomicReference<>();

    ImportCommand(TenantRepository tenants, BulkStarts bulks, BulkReports reports, ObjectMapper mapper) {
        this.tenants = tenants;
        this.bulks = bulks;
        this.reports = reports;
        this.mapper = mapper;
    }

    /** Fails with {@link IllegalArgumentException} if the arguments make no sense. */
    public static void check(String... args) {
        ImportOptions options = ImportOptions.parse(args);
        try {
            bulk(options).check();
        } catch (Failure e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static BulkOptions bulk(ImportOptions options) {
        return new BulkOptions(options.mode(), String.valueOf(options.dryRun()), options.blank(), null);
    }

    /** 0 only if no line failed. */
    @Override
    public int run(String... args) throws Exception {
        try {
            return run(ImportOptions.parse(args));
        } catch (Failure e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private int run(ImportOptions options) throws Throwable {
        long begin = System.nanoTime();
        Tenant tenant = VertxContextSupport.subscribeAndAwait(() -> tenants.byName(options.tenant()));
        Caller operator = new Caller(tenant, null, ACTOR, EnumSet.allOf(Privilege.class), Set.of());
        JobView job = VertxContextSupport.subscribeAndAwait(() -> Uni.createFrom().item(operator)
                .invoke(Origin.COMMAND::use)
                .chain(() -> bulks.start(operator, bulk(options), options.file(), options.csv()))
                .chain(begun -> reports.job(operator, begun.job())));
        ImportProgress progress = new ImportProgress(System.err, System.console() != null, job.lines(), begin);
        VertxContextSupport.subscribeAndAwait(() -> reports.outcomes(operator, job.job())
                .emitOn(Infrastructure.getDefaultWorkerPool()).invoke(lines -> show(lines, progress)).collect().last());
        progress.end();
        return summary(System.out, progress.rate(closing.get().path("lines").asLong(), System.nanoTime()));
    }

    private void show(byte[] lines, ImportProgress progress) {
        new String(lines, StandardCharsets.UTF_8).lines().map(this::json).forEach(line -> show(line, progress));
    }

    private JsonNode json(String line) {
        try {
            return mapper.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("outcomes are JSON", e);
        }
    }

    private void show(JsonNode line, ImportProgress progress) {
        if (line.has("done")) {
            closing.set(line);
            return;
        }
        if (line.has("error")) {
            progress.say("line " + line.path("line").asLong() + " " + line.path("loginId").asText() + ": "
                    + line.path("error_description").asText());
        }
        progress.done(line.path("line").asLong(), System.nanoTime());
    }

    private int summary(PrintStream out, long rate) {
        JsonNode all = closing.get();
        out.printf(Locale.ROOT,
                "%s: %,d lines: %,d created, %,d updated, %,d unchanged, %,d deleted, %,d failed; %,d lines/s%n",
                all.path("state").asText(), all.path("lines").asLong(), all.path("created").asLong(),
                all.path("updated").asLong(), all.path("unchanged").asLong(), all.path("deleted").asLong(),
                all.path("failed").asLong(), rate);
        return all.path("done").asBoolean() && all.path("failed").asLong() == 0 ? 0 : 1;
    }
}
