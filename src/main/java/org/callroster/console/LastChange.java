package org.callroster.console;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditList;
import org.callroster.audit.AuditQuery;
import org.callroster.audit.AuditRepository;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;

import io.smallrye.mutiny.Uni;

/** Finds out who changed something last. */
@ApplicationScoped
public class LastChange {

    private static final String FEW = "20";

    private final AuditRepository audit;

    LastChange(AuditRepository audit) {
        this.audit = audit;
    }

    /**
     * Empty if the caller may not see the audit, or if nothing was changed lately.
     *
     * @param subject what was changed
     * @param kinds how the labels of such changes begin
     */
    public Uni<Optional<AuditList.Event>> of(Caller caller, String subject, String kinds) {
        return caller.has(Privilege.VIEW_AUDIT) ? audit.list(caller.tenant(), AuditQuery.ofSubject(subject, FEW, null))
                .map(list -> list.events().stream().filter(event -> event.kind().startsWith(kinds)).findFirst())
                : Uni.createFrom().item(Optional.empty());
    }
}
