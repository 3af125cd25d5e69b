package org.callroster.user;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.UserChange;
import org.callroster.attribute.WantedChange;
import org.callroster.caller.Caller;
import org.callroster.directory.ChangeableUsers;
import org.callroster.directory.Directory;
import org.callroster.directory.ResolvedNames;
import org.callroster.error.Failure;
import org.callroster.header.Etag;
import org.callroster.tenant.LoginKey;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Changes many users in one transaction, by the rules of a single update. Call inside a transaction. */
@ApplicationScoped
public class UserChanges {

    /**
     * @param user null if there is none
     * @param isChanged false if nothing differed
     * @param refusal null if the change was made
     */
    public record Done(UUID user, boolean isChanged, String etag, Failure refusal) {
    }

    private record Named(User user, WantedChange wanted) {
    }

    private record Allowed(UserChange change, ResolvedNames names) {
    }

    private final UserRepository users;
    private final UserTransactions transactions;
    private final Directory directory;

    UserChanges(UserRepository users, UserTransactions transactions, Directory directory) {
        this.users = users;
        this.transactions = transactions;
        this.directory = directory;
    }

    /**
     * The outcomes, in the order of the changes. Each names its user, no two the same, and was checked; none sets a password.
     * Locks the users in the order of their logins, so that two bulks never wait for each other. Fails as a whole if another
     * call takes an extension, or deletes a name, at the same time; then nothing is written.
     */
    public Uni<List<Done>> change(Caller caller, List<? extends WantedChange> wanted) {
        Set<String> keys = wanted.stream().map(UserChanges::key).collect(Collectors.toSet());
        return users.lockedInOrder(caller.tenant(), keys)
                .map(found -> found.stream().collect(Collectors.toMap(user -> user.loginKey, user -> user)))
                .chain(found -> change(caller, wanted, found)
                        .call(() -> users.flushed(List.copyOf(found.values()))));
    }

    private static String key(WantedChange wanted) {
        return LoginKey.of(wanted.loginId());
    }

    private Uni<List<Done>> change(Caller caller, List<? extends WantedChange> wanted, Map<String, User> found) {
        List<Named> named = wanted.stream().map(one -> new Named(found.get(key(one)), one)).toList();
        return directory
                .book(caller.tenant(), named.stream().filter(one -> one.user != null)
                        .map(one -> one.wanted.names(one.user.id)).toList(),
                        found.values().stream().map(user -> user.id).collect(Collectors.toSet()))
                .chain(book -> Multi.createFrom().iterable(named).onItem()
                        .transformToUniAndConcatenate(one -> change(caller, one, book)).collect().asList());
    }

    /** Refuses only what was checked before anything changed. A later failure must undo the whole transaction. */
    private Uni<Done> change(Caller caller, Named named, Directory.Book book) {
        Allowed allowed;
        try {
            allowed = allowed(caller, named, book);
        } catch (Failure refusal) {
            return Uni.createFrom().item(new Done(null, false, null, refusal));
        }
        return transactions.apply(caller, named.user, allowed.change, allowed.names, true)
                .map(changed -> new Done(named.user.id, changed, Etag.of(named.user.version).toString(), null));
    }

    private static Allowed allowed(Caller caller, Named named, Directory.Book book) {
        if (named.user == null) {
            throw ChangeableUsers.notFound();
        }
        caller.requireTeam(named.user.teamId);
        UserChange change = named.wanted.of(book.heldBy(named.user.id));
        ResolvedNames names = book.resolve(change.names(named.user.id));
        UserTransactions.requireMayChange(caller, change, names);
        return new Allowed(change, names);
    }
}
