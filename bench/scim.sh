#!/usr/bin/env bash
# Measures SCIM in turns with the call of the other interface that does the same work, on the packaged service with its own embedded
# PostgreSQL. Needs wrk, psql and curl (Debian: wrk, postgresql-client, curl) and a built target/quarkus-app.
# Usage: bench/scim.sh [seconds per turn, 6] [users, 100000]     Prints Markdown tables.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

seconds=${1:-6} users=${2:-100000}
start_service
fill "$users"
psql -XAtc "select id from app_user where login_key like 'user-%' limit 5000" > target/ids.txt
token=$(cut -d' ' -f2 target/callers.txt)
scim() { curl -sf -H "Authorization: Bearer $token" -H 'Content-Type: application/scim+json' "$@"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# Prints requests per second, and microseconds of the service's CPU for each.
turn() {
    local before; before=$(cpu_ticks)
    RUN=$$-$1-$RANDOM load "$seconds" "$1" 8 > target/wrk.txt
    awk -v used=$(($(cpu_ticks) - before)) '/Requests\/sec/ { rate = $2 } /requests in/ { n = $1 } /Non-2xx/ { failed = $NF }
        END { print rate, used * 10000 / n, failed + 0 }' target/wrk.txt
}
pair() {
    for call in "$2" "$3"; do RUN=$$-warm-$RANDOM load $((seconds * 2)) "$call" 8 > /dev/null; done
    rm -f target/turns.txt
    for _ in 1 2 3 4 5; do echo "$(turn "$2") $(turn "$3")" >> target/turns.txt; done
    awk -v what="$1" '{ a[NR] = $1; b[NR] = $4; ca[NR] = $2; cb[NR] = $5; failed += $3 + $6 }
        function mid(v, n,  i, j, t) { for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
            return v[int((n + 1) / 2)] }
        END { x = mid(a, NR); y = mid(b, NR); printf "| %s%s | %.0f | %.0f | %.0f %% | %.0f µs | %.0f µs |\n", what,
            failed ? " (" failed " failed)" : "", x, y, x * 100 / y, mid(ca, NR), mid(cb, NR) }' target/turns.txt
}

echo "$(nproc) cores, $users users, medians of five turns of $seconds s with 8 connections; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| SCIM, and the other call | SCIM/s | other/s | of it | CPU, SCIM | CPU, other |"
echo "| --- | ---: | ---: | ---: | ---: | ---: |"
pair "GET /Users/{id}, GET /user/{loginId}" scim-get get
pair "userName eq, GET /user/{loginId}" scim-username get
pair "externalId eq, GET /user/{loginId}" scim-externalid get
pair "POST /Users, POST /user" scim-create create
pair "PATCH active, PUT disabled" scim-active active

seconds_of() { for _ in 1 2 3 4 5 6 7; do "$@" -o target/scim.json -w '%{time_total}\n'; done | median | awk '{ printf "%.0f ms", $1 * 1000 }'; }
operations() { awk -v n="$1" -v name="$2" 'BEGIN { for (i = 1; i <= n; i++) printf "%s{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"b%d\",\"data\":{\"schemas\":[\"x\"],\"userName\":\"%s-%d\"}}", (i > 1 ? "," : ""), i, name, i }'; }
members() { head -1000 target/ids.txt | awk -v op="$1" '{ printf "%s{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}", (NR > 1 ? "," : ""), op, $1 }'; }
group=$(scim "$base/scim/v2/Groups" -d '{"schemas":["x"],"displayName":"Bench"}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
large=$(psql -XAtc "select id from team where tenant_id = '$tenant' and name = 'Team 1'")
for op in add remove; do
    echo "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[$(members $op)]}" > target/$op.json
done
patch() { scim -X PATCH "$base/scim/v2/Groups/$group" -d @target/$1.json "${@:2}"; }
one_group() { patch add -o target/scim.json -w '%{time_total}\n'; patch remove -o target/scim.json; }

echo
echo "| | median of seven |"
echo "| --- | ---: |"
echo "| GET /Users?count=100, first page | $(seconds_of scim "$base/scim/v2/Users?count=100") |"
last=$(scim "$base/scim/v2/Users?count=100&cursor=&sortOrder=descending&sortBy=id" | sed 's/.*"nextCursor":"\([^"]*\)".*/\1/')
echo "| a page by cursor | $(seconds_of scim "$base/scim/v2/Users?count=100&sortOrder=descending&sortBy=id&cursor=$last") |"
echo "| the last page by index | $(seconds_of scim "$base/scim/v2/Users?count=100&startIndex=$((users - 100))") |"
echo "| PATCH of a group, 1,000 members in 1,000 operations | $(for _ in 1 2 3 4 5 6 7; do one_group; done | grep -v '^$' | median | awk '{ printf "%.0f ms", $1 * 1000 }') |"
echo "| GET of a group with $(psql -XAtc "select count(*) from app_user where team_id = '$large'") members | $(seconds_of scim "$base/scim/v2/Groups/$large") |"
echo "| the same without members | $(seconds_of scim "$base/scim/v2/Groups/$large?excludedAttributes=members") |"
for turn in 1 2 3; do
    echo "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[$(operations 1000 bulk-$turn)]}" > target/bulk-$turn.json
done
echo "| Bulk of 1,000 new users | $(for turn in 1 2 3; do scim "$base/scim/v2/Bulk" -d @target/bulk-$turn.json -o target/scim.json -w '%{time_total}\n'; done | median | awk '{ printf "%.2f s", $1 }') |"

psql -Xqc "update app_user set team_id = '$large' where tenant_id = '$tenant' and login_key like 'user-%'"
rss() { awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$service/status"; }
before=$(rss)
shown=$(seconds_of scim "$base/scim/v2/Groups/$large")
echo "| GET of a group with $users members | $shown |"
echo "| memory of the service before, and after it | $before MiB, $(rss) MiB |"
echo "| DELETE of this group, once | $(scim -X DELETE "$base/scim/v2/Groups/$large" -w '%{http_code} %{time_total}\n' | awk '{ printf "%s after %.2f s", $1, $2 }') |"
