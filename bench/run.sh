#!/usr/bin/env bash
# Measures the packaged service on its own embedded PostgreSQL, and the same SQL run by pgbench.
# Needs wrk, psql and pgbench (Debian: wrk, postgresql-client, postgresql-contrib) and a built target/quarkus-app.
# Usage: bench/run.sh [seconds per turn, 4] [connections, like "1 8 64 256", 16] [users, 100000] [tenants, 1]
# Prints Markdown tables.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

seconds=${1:-4} connections=${2:-16} users=${3:-100000} tenants=${4:-1}
for tool in wrk psql pgbench curl; do command -v $tool > /dev/null || { echo "$tool is missing" >&2; exit 2; }; done

start_service
fill "$users" "$tenants"
# pgbench asks for the same tenants, by ids that it can compute
mkdir -p target/sql
for call in token get lock update create; do
    if [ "$tenants" = 1 ]; then
        cp bench/sql/$call.sql target/sql/
    else
        { echo '\set t random(1, :tenants)'; sed "s/cast(:tenant as uuid)/md5('bench-' || :t)::uuid/g" bench/sql/$call.sql; } > target/sql/$call.sql
    fi
done

peak_mib() { awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$service/status"; }
# Uses no more connections than the service has to the database.
sql_limit() {
    pgbench -n -M prepared -c $(($2 < 20 ? $2 : 20)) -j 1 -T "$seconds" -D tenant="$tenant" -D tenants="$tenants" -D users="$USERS" \
        -f "target/sql/$1.sql" 2> /dev/null | awk '/^tps/ { print $3 }'
}
# Arguments: call, connections. Prints the rate, p50 and p99 in ms, µs of the service's CPU per request, and failed requests.
turn() {
    local before; before=$(cpu_ticks)
    load "$seconds" "$1" "$2" > target/wrk.txt
    awk -v used=$(($(cpu_ticks) - before)) '
        function ms(time) { return time ~ /us$/ ? time / 1000 : time ~ /ms$/ ? time + 0 : time * 1000 }
        $1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) } /Requests\/sec/ { rate = $2 } /requests in/ { n = $1 } /Non-2xx/ { failed = $NF }
        END { print rate, p50, p99, used * 10000 / n, failed + 0 }' target/wrk.txt
}
medians() {
    awk '{ for (i = 1; i <= NF; i++) { row[NR, i] = $i } }
        END { for (i = 1; i <= NF; i++) {
            for (a = 1; a <= NR; a++) for (b = a + 1; b <= NR; b++) if (row[b, i] < row[a, i]) { t = row[a, i]; row[a, i] = row[b, i]; row[b, i] = t }
            printf "%s ", row[int((NR + 1) / 2), i] } }'
}

echo "$(nproc) cores, $users users in $tenants tenant(s), medians of three turns of $seconds s; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| call | connections | requests/s | p50 | p99 | CPU of the service per request | same SQL by pgbench | of it |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for call in token get lock update create; do
    RUN=$$-warm load 20 $call 16 > /dev/null
    for count in $connections; do
        for turn in 1 2 3; do
            export RUN=$$-$count-$turn
            echo "$(turn $call "$count") $(sql_limit $call "$count")"
        done | medians | awk -v call=$call -v count="$count" '{
            printf "| %s%s | %d | %.0f | %.1f ms | %.1f ms | %.0f µs | %.0f | %.0f %% |\n", call, $5 ? " (" $5 " failed)" : "", count, $1, $2,
                $3, $4, $6, $1 * 100 / $6 }'
    done
done
[ "$tenants" = 1 ] || exit 0
token=$(cut -d' ' -f2 target/callers.txt)
echo
echo "| export | rows | rows/s | peak memory of the service | COPY of the same rows as JSON, rows/s | of it |"
echo "| --- | ---: | ---: | ---: | ---: | ---: |"
for export in user ext; do
    echo 5 > "/proc/$service/clear_refs" 2> /dev/null || true
    took=$(curl -sf -o target/export.json -w '%{time_total}' -H "Authorization: Bearer $token" "$base/configapi/v2/phone/$export")
    peak=$(peak_mib)
    rows=$(grep -o '"extension"' target/export.json | wc -l)
    start=$(date +%s.%N)
    psql -Xq -v tenant="$tenant" -f "bench/sql/export-$export.sql" > /dev/null
    awk -v e=$export -v rows="$rows" -v took="$took" -v peak="$peak" -v copy="$(echo "$(date +%s.%N) $start" | awk '{ print $1 - $2 }')" \
        'BEGIN { printf "| %s | %d | %.0f | %d MiB | %.0f | %.0f %% |\n", e, rows, rows / took, peak, rows / copy, copy * 100 / took }'
done
