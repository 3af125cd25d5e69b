package org.callroster.export;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.callroster.caller.Caller;

/**
 * What an export reads.
 *
 * @param name names it in metrics and in the log
 * @param parameters of the SQL, {@code $1} is the tenant
 */
record ExportQuery(String name, String sql, List<Object> parameters) {

    static final String USERS = "users";
    static final String AUDIT = "audit";

    /** $2 is the ids of the teams that the caller sees, null for all. */
    static ExportQuery of(Caller caller, Export export) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(caller.tenant().id());
        parameters.add(caller.seesAllTeams() ? null : caller.supervisedTeams().toArray(UUID[]::new));
        return new ExportQuery(export.label(), export.sql, parameters);
    }
}
