package org.callroster.installation;

import io.vertx.mutiny.sqlclient.Row;

/**
 * What the service must know about the database before it starts.
 *
 * @param version in PostgreSQL's numbering: 150004 is 15.4
 * @param schema where tables are looked up, null if the role may not use any schema
 * @param closed tables of the service on which the role lacks a right, null if there are none
 */
record DatabaseFacts(int version, String encoding, boolean standby, boolean readOnly, String role, String schema,
        boolean mayCreate, boolean hasExtensions, String closed) {

    private static final int OLDEST = 15;
    private static final int PER_MAJOR = 10_000;

    /** The service only reads Flyway's table, so it needs no other right there. */
    static final String SQL = """
            select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
                pg_is_in_recovery() as standby, current_setting('transaction_read_only')::boolean as read_only,
                current_user::text as role, current_schema()::text as schema,
                coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as may_create,
                has_database_privilege(current_database(), 'CREATE') or (select count(*) = 2 from pg_extension
                    where extname in ('btree_gin', 'pg_trgm')) as has_extensions,
                (select string_agg(c.relname::text, ', ' order by c.relname) from pg_class c
                    where c.relnamespace = to_regnamespace(quote_ident(current_schema())) and c.relkind in ('r', 'p')
                    and (c.relname in ('tenant', 'signing_key', 'flyway_schema_history') or exists (
                        select 1 from pg_attribute a
                        where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
                    and not (has_table_privilege(c.oid, 'SELECT') and (c.relname = 'flyway_schema_history'
                        or has_table_privilege(c.oid, 'INSERT') and has_table_privilege(c.oid, 'UPDATE')
                            and has_table_privilege(c.oid, 'DELETE')))) as closed""";

    static DatabaseFacts of(Row row) {
        return new DatabaseFacts(row.getInteger("version"), row.getString("encoding"), row.getBoolean("standby"),
                row.getBoolean("read_only"), row.getString("role"), row.getString("schema"), row.getBoolean("may_create"),
                row.getBoolean("has_extensions"), row.getString("closed"));
    }

    /** Refuses the start with the first reason why the service could not work with this database. */
    void check() {
        require(version >= OLDEST * PER_MAJOR, "the database is PostgreSQL " + version / PER_MAJOR
                + ", and this release needs " + OLDEST + " or later");
        require(encoding.equals("UTF8"), "the database stores text as " + encoding + ", which cannot store all characters;"
                + " create one for it with: create database callroster encoding 'UTF8' template template0");
        require(!standby, "the database is a standby, which can't be written to; name the primary");
        require(!readOnly, "the database is set to be read only (default_transaction_read_only)");
        require(schema != null,
                "the role " + role + " cannot use any schema of the database: grant it usage and create on one");
        require(closed == null, "the role " + role + " lacks a right on tables of the schema " + schema
                + ": grant it select, insert, update and delete on " + closed);
    }

    /** Refuses the start if the role cannot run the migrations. */
    void checkMayMigrate() {
        require(mayCreate, "the role " + role + " may not create tables in the schema " + schema + ": grant create on schema "
                + schema + " to it, or run the migrations as another role (CALLROSTER_MIGRATE=only)");
        require(hasExtensions, "the role " + role + " may not create extensions; the owner of the database must run:"
                + " create extension btree_gin; create extension pg_trgm;");
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new StartRefused(otherwise);
        }
    }
}
