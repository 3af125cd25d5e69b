package org.callroster.bulk;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.body.Bodies;
import org.callroster.caller.Caller;
import org.callroster.directory.Directory;
import org.callroster.directory.NamesToResolve;
import org.callroster.fleet.FleetRepository;
import org.callroster.job.BulkJobs;
import org.callroster.upload.Spool;
import org.callroster.upload.SpooledFile;
import org.callroster.values.Sha256;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Finds the users of a bulk by filter, writes their login ids into a file, and starts the bulk. */
@ApplicationScoped
public class BulkChanges {

    private final Directory directory;
    private final FleetRepository fleet;
    private final Spool spool;
    private final BulkStarts bulks;
    private final ObjectMapper mapper;

    BulkChanges(Directory directory, FleetRepository fleet, Spool spool, BulkStarts bulks, ObjectMapper mapper) {
        this.directory = directory;
        this.fleet = fleet;
        this.spool = spool;
        this.bulks = bulks;
        this.mapper = mapper;
    }

    /**
     * Fails with 400, with 403, with 404 for unknown names of teams, roles and skills, with 409 if the filter does not find as
     * many users as expected, with 503 if too many bulks are running.
     */
    public Uni<BulkJobs.Begun> start(Caller caller, BulkChange wanted, RoutingContext request) {
        wanted.check(caller);
        BulkWork work = BulkWork.of(wanted.change(), wanted.isRehearsal());
        work.requireAllowed(caller);
        byte[] digest = Sha256.of(Bodies.of(request));
        return bulks.startUnlessKnown(caller, work, request.request(), digest,
                () -> requireNames(caller, wanted.change().names()).chain(() -> found(caller, wanted, digest)));
    }

    @WithTransaction
    Uni<Void> requireNames(Caller caller, NamesToResolve names) {
        return names.isNothing() ? Uni.createFrom().voidItem()
                : directory.resolve(caller.tenant(), names).replaceWithVoid();
    }

    private Uni<BulkFile> found(Caller caller, BulkChange wanted, byte[] digest) {
        AtomicLong count = new AtomicLong();
        return spool.write(logins(caller, wanted).map(logins -> lines(logins, count)))
                .chain(file -> expected(caller, wanted, count.get()).onFailure().call(() -> spool.delete(file))
                        .chain(() -> open(file, count.get(), digest)));
    }

    private Multi<? extends Collection<String>> logins(Caller caller, BulkChange wanted) {
        return wanted.namesUsers() ? Multi.createFrom().item(wanted.logins().values())
                : fleet.logins(caller, wanted.filter().users());
    }

    private Buffer lines(Collection<String> logins, AtomicLong count) {
        count.addAndGet(logins.size());
        Buffer lines = Buffer.buffer();
        logins.forEach(login -> lines.appendBytes(line(login)).appendByte((byte) '\n'));
        return lines;
    }

    private byte[] line(String login) {
        try {
            return mapper.writeValueAsBytes(Map.of("loginId", login));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a login id is plain text", e);
        }
    }

    /** Of login ids that the caller names, those count that the caller may see. */
    private Uni<Void> expected(Caller caller, BulkChange wanted, long found) {
        Uni<Long> number = wanted.namesUsers() && wanted.expect() != null ? fleet.count(caller, wanted.logins().keySet())
                : Uni.createFrom().item(found);
        return number.invoke(wanted::requireExpected).replaceWithVoid();
    }

    private Uni<BulkFile> open(SpooledFile file, long count, byte[] digest) {
        return BulkFile.ofLogins(file.text(), count, digest, mapper, () -> spool.delete(file));
    }
}
