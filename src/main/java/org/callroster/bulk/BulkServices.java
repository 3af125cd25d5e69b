package org.callroster.bulk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.header.Preconditions;
import org.callroster.job.BulkMode;
import org.callroster.job.Outcome;
import org.callroster.password.GeneratedPassword;
import org.callroster.password.PasswordHasher;
import org.callroster.password.PasswordRules;
import org.callroster.policy.SecurityPolicies;
import org.callroster.tenant.Tenant;
import org.callroster.upload.LineHints;
import org.callroster.upload.UserLine;
import org.callroster.user.UserChangeService;
import org.callroster.user.UserRepository;
import org.callroster.values.Checks;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What must happen outside of a bulk's transactions: checks, and everything about passwords. */
@ApplicationScoped
class BulkServices {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final long PATIENCE_MILLIS = 300_000;

    private final UserRepository users;
    private final UserChangeService changes;
    private final SecurityPolicies policies;
    private final PasswordHasher hasher;
    private final LineHints hints;

    BulkServices(UserRepository users, UserChangeService changes, SecurityPolicies policies, PasswordHasher hasher,
            LineHints hints) {
        this.users = users;
        this.changes = changes;
        this.policies = policies;
        this.hasher = hasher;
        this.hints = hints;
    }

    /** Checks the lines as single calls would be, decides what each does, and hashes the passwords of new users. */
    Uni<List<ReadyLine>> ready(Caller caller, BulkWork work, List<UserLine> lines) {
        Tenant tenant = caller.tenant();
        String anyPassword = lines.stream().filter(UserLine::hasPassword).map(line -> line.attributes().password()).findFirst()
                .orElse(null);
        return policies.forPassword(tenant, anyPassword).map(policy -> PasswordRules.of(tenant, policy))
                .chain(rules -> existing(tenant, work, lines).map(existing -> checked(work, lines, existing, rules)))
                .chain(ready -> hints.of(tenant, ready.stream().map(ReadyLine::line).toList()).map(found -> ready.stream()
                        .map(line -> line.with(found.getOrDefault(line.line().number(), LineHints.Hint.NONE))).toList()))
                .chain(ready -> work.isRehearsal() ? Uni.createFrom().item(ready)
                        : generated(tenant, work, ready).chain(made -> hashed(tenant, made)));
    }

    private Uni<List<ReadyLine>> generated(Tenant tenant, BulkWork work, List<ReadyLine> lines) {
        return !work.generatesPasswords() ? Uni.createFrom().item(lines)
                : policies.of(tenant).map(policy -> lines.stream().map(line -> line.is(BulkMode.CREATE) && !line.needsHash()
                        ? line.withPassword(GeneratedPassword.next(policy.passwordMinLength())) : line).toList());
    }

    /** The login keys of users who are there; needed only if that decides what a line does. */
    private Uni<Set<String>> existing(Tenant tenant, BulkWork work, List<UserLine> lines) {
        return work.mode() == BulkMode.UPSERT ? users.existing(tenant,
                lines.stream().map(UserLine::loginKey).filter(Objects::nonNull).collect(Collectors.toSet()))
                : Uni.createFrom().item(Set.of());
    }

    private static List<ReadyLine> checked(BulkWork work, List<UserLine> lines, Set<String> existing,
            PasswordRules rules) {
        Map<String, Long> seen = new HashMap<>();
        return lines.stream().map(line -> ReadyLine.of(line, mode(work, line, existing)))
                .map(line -> line.line().isRefused() ? line : checked(line, work, rules))
                .map(line -> line.line().isRefused() ? line : once(line, seen)).toList();
    }

    private static BulkMode mode(BulkWork work, UserLine line, Set<String> existing) {
        BulkMode wanted = work.mode();
        return wanted != BulkMode.UPSERT ? wanted : existing.contains(line.loginKey()) ? BulkMode.UPDATE : BulkMode.CREATE;
    }

    private static ReadyLine checked(ReadyLine line, BulkWork work, PasswordRules rules) {
        try {
            check(line, work, rules);
            return line;
        } catch (Failure refusal) {
            return line.refused(refusal);
        }
    }

    private static void check(ReadyLine line, BulkWork work, PasswordRules rules) {
        String loginId = line.line().loginId();
        new Checks().that(!work.refusesPasswords() || !line.line().hasPassword(), "password", "is refused").orFail();
        switch (line.mode()) {
            case CREATE -> line.newUser().check(new Checks(), "", rules).orFail();
            case UPDATE -> {
                new Checks().required("loginId", loginId).text("loginId", loginId, Checks.LOGIN_ID_LENGTH).orFail();
                line.change().check(loginId, rules);
            }
            default -> new Checks().required("loginId", loginId).text("loginId", loginId, Checks.LOGIN_ID_LENGTH).orFail();
        }
    }

    /** The first line with a login id counts. */
    private static ReadyLine once(ReadyLine line, Map<String, Long> seen) {
        Long earlier = seen.putIfAbsent(line.line().loginKey(), line.line().number());
        return earlier == null ? line : line.refused(Failure.badField("loginId", "stands in line " + earlier + " already"));
    }

    private Uni<List<ReadyLine>> hashed(Tenant tenant, List<ReadyLine> lines) {
        return lines.stream().noneMatch(ReadyLine::needsHash) ? Uni.createFrom().item(lines)
                : Multi.createFrom().iterable(lines).onItem().transformToUniAndConcatenate(line -> hashed(tenant, line))
                        .collect().asList();
    }

    /** One at a time, and later if many others log in. */
    private Uni<ReadyLine> hashed(Tenant tenant, ReadyLine line) {
        return line.needsHash() ? Uni.createFrom().deferred(() -> hasher.hash(tenant, line.newUser().password()))
                .onFailure(BulkServices::isCrowded).retry().withBackOff(PAUSE, LONGEST_PAUSE).expireIn(PATIENCE_MILLIS)
                .map(line::hashed) : Uni.createFrom().item(line);
    }

    private static boolean isCrowded(Throwable failure) {
        return failure instanceof Failure refusal && refusal.code() == ErrorCode.UNAVAILABLE;
    }

    /** Sets the password of a user who is there, with what else the line changes. */
    Uni<Outcome> update(Caller caller, ReadyLine line) {
        return Uni.createFrom().deferred(() -> changes.update(caller, line.line().loginId(), line.change(), Preconditions.NONE))
                .onFailure(BulkServices::isCrowded).retry().withBackOff(PAUSE, LONGEST_PAUSE).expireIn(PATIENCE_MILLIS)
                .map(user -> line.done(Outcome.Kind.UPDATED, user.etag().toString(), false))
                .onFailure(Failure.class).recoverWithItem(line::failed);
    }
}
