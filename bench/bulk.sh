#!/usr/bin/env bash
# Measures bulks and exports of users, one client, on the packaged service with its own embedded PostgreSQL, beside the same rows
# by SQL alone. Needs psql (Debian: postgresql-client) and a built target/quarkus-app.
# Usage: bench/bulk.sh [lines, 100000]
# Prints a Markdown table. The service does one file of a fifth of the lines first, to warm up.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

lines=${1:-100000}
export JAVA_OPTS="-Xmx512m ${JAVA_OPTS:-}"
start_service
fill 1000
token=$(cut -d' ' -f2 target/callers.txt)
api() { curl -sf -H "Authorization: Bearer $token" "$@"; }
api -X PUT -H 'Content-Type: application/json' -d '{"ranges":[{"from":"2000000","to":"99999999"}]}' "$base/configapi/v2/phone/pool" > /dev/null

# Arguments: count, prefix.
file() {
    seq "$1" | awk -v p="$2" '{ printf "{\"loginId\":\"%s%07d\",\"firstName\":\"First %d\",\"lastName\":\"Last %d\",\"team\":\"Team 1\",\"email\":\"%s%d@example.com\",\"workPhone\":\"+1 415 %07d\",\"roles\":[\"Agent\"]}\n", p, $1, $1, $1 % 5000, p, $1, $1 }'
}
bulk() { api -H 'Content-Type: application/x-ndjson' -H 'Prefer: wait' --data-binary "@$2" "$base/configapi/v2/bulk/user?mode=$1" -o target/bulk.out -w '%{time_total}\n'; }
row() { awk -v what="$1" -v n="$2" -v s="$3" -v limit="$4" -v mib="$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$service/status")" \
    'BEGIN { printf "| %s | %d | %.1f s | %d | %s | %d MiB |\n", what, n, s, n / s, limit, mib }'; }
timed() { { time "$@" > /dev/null; } 2>&1; }
TIMEFORMAT=%R

file $((lines / 5)) warm- > target/warm.ndjson
file "$lines" bulk- > target/bulk.ndjson
bulk create target/warm.ndjson > /dev/null

# The same rows in one statement: users, their role, and the audit.
limit=$(timed psql -Xq -v ON_ERROR_STOP=1 -v lines="$lines" <<'SQL'
with made as (
    insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, work_phone, email, disabled,
        change_password, credential_version, version, modified_at, name_key, search_text, compared)
    select t.tenant_id, gen_random_uuid(), 'sql-' || n, 'sql-' || n, 'First ' || n, 'Last ' || n % 5000, t.id,
        (200000000 + n)::text, '+1 415 ' || n, 'sql-' || n || '@example.com', false, false, 0, 1, now(), E'last ' || n % 5000 || E'\tfirst ' || n,
        concat_ws(E'\n', '', 'sql-' || n, 'first ' || n, 'last ' || n % 5000, 'sql-' || n || '@example.com', 200000000 + n, '+1 415 ' || n),
        E'first ' || n || E'\nlast ' || n % 5000 || E'\nsql-' || n || E'@example.com\n'
    from team t, generate_series(1, :lines) n where t.name = 'Team 1' returning *),
roles as (
    insert into user_role select m.tenant_id, m.id, r.id from made m join role r on r.tenant_id = m.tenant_id and r.name = 'Agent')
insert into audit (tenant_id, id, actor, actor_key, action, subject, subject_key, subject_id, via, new_values, count)
select tenant_id, gen_random_uuid(), 'admin', 'admin', 'user created', login_id, login_id, id, 'bulk', '{"loginId":"' || login_id || '"}', 1 from made;
SQL
)
psql -Xqc 'vacuum analyze'
echo "$(nproc) cores, $lines lines; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| | lines | time | lines per second | by SQL alone, per second | peak memory |"
echo "| --- | ---: | ---: | ---: | ---: | ---: |"
row "create" "$lines" "$(bulk create target/bulk.ndjson)" "$(awk -v n="$lines" -v s="$limit" 'BEGIN { print int(n / s) }')"
row "upsert, nothing changes" "$lines" "$(bulk upsert target/bulk.ndjson)" ""
sed 's/"Team 1"/"Team 2"/' target/bulk.ndjson > target/moved.ndjson
row "update, all move to another team" "$lines" "$(bulk update target/moved.ndjson)" ""
row "rehearsal of a create" "$((lines / 5))" "$(sed 's/warm-/dry-/g' target/warm.ndjson > target/dry.ndjson; bulk 'create&dryRun=true' target/dry.ndjson)" ""
psql -Xqc 'vacuum analyze'
users=$(psql -XAtc 'select count(*) from app_user')
copied=$(timed psql -Xqc "copy (select row_to_json(u) from app_user u order by login_key) to stdout")
row "export, NDJSON" "$users" "$(api "$base/configapi/v2/export/user" -o target/bulk.out -w '%{time_total}')" "$(awk -v n="$users" -v s="$copied" 'BEGIN { print int(n / s) }')"
row "export, CSV" "$users" "$(api -H 'Accept: text/csv' "$base/configapi/v2/export/user" -o target/bulk.out -w '%{time_total}')" ""
