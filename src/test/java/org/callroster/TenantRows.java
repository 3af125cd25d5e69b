package org.callroster;

import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that is kept of a tenant, to see whether anything was changed. */
public final class TenantRows {

    private TenantRows() {
    }

    /** Of every table with tenants' rows, what the tenant's rows come to. */
    public static Map<String, String> checksums(String tenant) {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String table : TestDatabase.column("select table_name from information_schema.columns "
                + "where table_schema = 'public' and column_name = 'tenant_id' order by table_name")) {
            sums.put(
                    table, TestDatabase.value(
                            "select count(*) || md5(string_agg(cast(x as text), '|' order by cast(x as text)))"
                                    + " from " + table + " x where tenant_id = (select id from tenant where name = ?)",
                            tenant));
        }
        return sums;
    }
}
