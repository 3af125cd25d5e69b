package org.callroster.user;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.NewUser;
import org.callroster.attribute.UserAttributes;
import org.callroster.caller.Caller;
import org.callroster.directory.Directory;
import org.callroster.directory.ResolvedNames;
import org.callroster.error.Failure;
import org.callroster.extension.ExtensionPools;
import org.callroster.extension.ExtensionTaken;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Creates many users in one transaction, by the rules of a single create. Call inside a transaction. */
@ApplicationScoped
public class NewUsers {

    /**
     * A new user whose password is already hashed.
     *
     * @param passwordHash null for no password
     */
    public record HashedUser(NewUser user, String passwordHash) {
    }

    /** @param refusal null if the user was created */
    public record Made(String etag, Failure refusal) {
    }

    /** A user to be created, or the reason why not. */
    private record Draft(HashedUser wanted, User user, ResolvedNames names, Failure refusal) {

        boolean needsExtension() {
            return refusal == null && wanted.user().extension() == null;
        }

        UserAttributes attributes() {
            return wanted.user().attributes();
        }

        Draft refused(Failure reason) {
            return new Draft(wanted, null, null, reason);
        }

        Made made() {
            return refusal == null ? new Made(UserService.row(user, attributes(), names).etag().toString(), null)
                    : new Made(null, refusal);
        }
    }

    /** For one user, the search is exact; for many, it may stop at a number that is reserved. */
    private static final Failure TOO_FEW_NUMBERS = Failure.conflict("too few numbers were found for all of the users");

    private final UserRepository users;
    private final Directory directory;
    private final ExtensionPools extensions;
    private final UserWriter writer;
    private final UserAudit audit;

    NewUsers(UserRepository users, Directory directory, ExtensionPools extensions, UserWriter writer, UserAudit audit) {
        this.users = users;
        this.directory = directory;
        this.extensions = extensions;
        this.writer = writer;
        this.audit = audit;
    }

    /**
     * The outcomes, in the order of the users. Their attributes must have been checked. Fails as a whole if another call takes
     * a login id or an extension, or deletes a name, at the same time, or if too few free extensions were found for several
     * users; then nothing is written.
     */
    public Uni<List<Made>> create(Caller caller, List<HashedUser> wanted) {
        Tenant tenant = caller.tenant();
        return directory.book(tenant, wanted.stream().map(one -> one.user().names()).toList(), Set.of())
                .chain(book -> users.taken(tenant, loginKeys(wanted), explicitExtensions(wanted))
                        .map(taken -> drafts(caller, wanted, book, taken)))
                .chain(drafts -> withExtensions(tenant, drafts, explicitExtensions(wanted)))
                .call(drafts -> write(caller, drafts.stream().filter(draft -> draft.refusal == null).toList()))
                .map(drafts -> drafts.stream().map(Draft::made).toList());
    }

    private static Set<String> loginKeys(List<HashedUser> wanted) {
        return wanted.stream().map(one -> LoginKey.of(one.user().loginId())).collect(Collectors.toSet());
    }

    private static Set<String> explicitExtensions(List<HashedUser> wanted) {
        return wanted.stream().map(one -> one.user().extension()).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static List<Draft> drafts(Caller caller, List<HashedUser> wanted, Directory.Book book, UserRepository.Taken taken) {
        Set<String> extensions = new HashSet<>(taken.extensions());
        return wanted.stream().map(one -> draft(caller, one, book, taken.loginKeys(), extensions)).toList();
    }

    private static Draft draft(Caller caller, HashedUser wanted, Directory.Book book, Set<String> loginKeys,
            Set<String> extensions) {
        try {
            ResolvedNames names = book.resolve(wanted.user().names());
            UserService.requireMayCreate(caller, names);
            User user = UserService.newUser(caller.tenant(), wanted.user(), wanted.passwordHash());
            user.teamId = names.teamId();
            require(!loginKeys.contains(user.loginKey), new LoginTaken());
            require(user.extension == null || extensions.add(user.extension), new ExtensionTaken(user.extension));
            return new Draft(wanted, user, names, null);
        } catch (Failure refusal) {
            return new Draft(wanted, null, null, refusal);
        }
    }

    private static void require(boolean holds, Failure refusal) {
        if (!holds) {
            throw refusal;
        }
    }

    private Uni<List<Draft>> withExtensions(Tenant tenant, List<Draft> drafts, Set<String> reserved) {
        int needed = (int) drafts.stream().filter(Draft::needsExtension).count();
        return extensions.take(tenant, needed, reserved)
                .invoke(numbers -> require(numbers.size() == needed || drafts.size() == 1, TOO_FEW_NUMBERS))
                .map(numbers -> given(drafts, numbers.iterator()));
    }

    private static List<Draft> given(List<Draft> drafts, Iterator<String> numbers) {
        List<Draft> complete = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.needsExtension() && numbers.hasNext()) {
                draft.user.setExtension(numbers.next());
            }
            complete.add(draft.refusal == null && draft.user.extension == null
                    ? draft.refused(Failure.conflict("the extension pool is exhausted"))
                    : draft);
        }
        return complete;
    }

    /** One kind of rows after the other: only rows of one table are sent together. */
    private Uni<Void> write(Caller caller, List<Draft> drafts) {
        return drafts.isEmpty() ? Uni.createFrom().voidItem()
                : users.insert(drafts.stream().map(Draft::user).toList())
                        .chain(() -> each(drafts, draft -> writer.giveRoles(draft.user, draft.names)))
                        .chain(() -> each(drafts, draft -> writer.giveSkills(draft.user, draft.attributes(), draft.names)))
                        .chain(() -> each(drafts,
                                draft -> audit.created(caller, draft.user, draft.attributes(), draft.names)))
                        .chain(() -> users.flushed(drafts.stream().map(Draft::user).toList()));
    }

    private static Uni<Void> each(List<Draft> drafts, Function<Draft, Uni<Void>> work) {
        return Multi.createFrom().iterable(drafts).onItem().transformToUniAndConcatenate(work::apply).collect().last();
    }
}
