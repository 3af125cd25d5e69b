#!/usr/bin/env bash
# Measures the packaged service against its own embedded PostgreSQL with 100,000 users, and the same SQL by pgbench beside it.
# Needs wrk, psql and pgbench (Debian: wrk, postgresql-client, postgresql-contrib) and a built target/quarkus-app.
# Usage: bench/run.sh [seconds per call, 10] [connections, 16]     Prints a Markdown table.
set -euo pipefail
cd "$(dirname "$0")/.."

source bench/service.sh

seconds=${1:-10} connections=${2:-16}
export RUN=$$
for tool in wrk psql pgbench curl; do command -v $tool > /dev/null || { echo "$tool is missing" >&2; exit 2; }; done

start_service
fill
token=$(curl -sf "$base/configapi/v2/oauth/token" -d grant_type=client_credentials -d client_id=admin -d client_secret=$SECRET \
    | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

cpu_ticks() { awk '{ print $14 + $15 }' /proc/$service/stat; }
peak_mib() { awk '/VmHWM/ { print int($2 / 1024) }' /proc/$service/status; }
load() { wrk -t1 -c"$connections" -d"$1"s --latency -H "Authorization: Bearer $token" -s "bench/wrk/$2.lua" "$base"; }
sql_limit() {
    pgbench -n -M prepared -c "$connections" -j 1 -T "$seconds" -D tenant="$tenant" -f "bench/sql/$1.sql" 2> /dev/null \
        | awk '/^tps/ { printf "%.0f", $3 }'
}

echo "$(nproc) cores, $connections connections, $seconds s a call, 100,000 users; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| call | requests/s | p50 | p99 | per CPU-second of the service | same SQL by pgbench | of it |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
for call in token get lock update create; do
    load 20 $call > /dev/null
    RUN=$RUN-m; export RUN
    before=$(cpu_ticks)
    load "$seconds" $call > target/wrk.txt
    used=$(($(cpu_ticks) - before))
    limit=$(sql_limit $call)
    awk -v call=$call -v used=$used -v limit="$limit" '
        $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } /Requests\/sec/ { rate = $2 } /requests in/ { n = $1 }
        /Non-2xx/ { failed = " (" $0 ")" }
        END { printf "| %s%s | %.0f | %s | %s | %.0f | %d | %.0f %% |\n", call, failed, rate, p50, p99, n * 100 / used, limit, rate * 100 / limit }
    ' target/wrk.txt
done
echo
echo "Bare RS256 signatures with this JDK on one core: $(java bench/Rsa.java)/s."
echo
echo "| export | rows | rows/s | peak memory of the service | COPY of the same rows as JSON, rows/s | of it |"
echo "| --- | ---: | ---: | ---: | ---: | ---: |"
for export in user ext; do
    echo 5 > /proc/$service/clear_refs 2> /dev/null || true
    took=$(curl -sf -o target/export.json -w '%{time_total}' -H "Authorization: Bearer $token" "$base/configapi/v2/phone/$export")
    peak=$(peak_mib)
    rows=$(grep -o '"extension"' target/export.json | wc -l)
    start=$(date +%s.%N)
    psql -Xq -v tenant="$tenant" -f "bench/sql/export-$export.sql" > /dev/null
    awk -v e=$export -v rows="$rows" -v took="$took" -v peak="$peak" -v copy="$(echo "$(date +%s.%N) $start" | awk '{ print $1 - $2 }')" \
        'BEGIN { printf "| %s | %d | %.0f | %d MiB | %.0f | %.0f %% |\n", e, rows, rows / took, peak, rows / copy, copy * 100 / took }'
done
