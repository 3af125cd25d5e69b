#!/usr/bin/env bash
# Measures what ten tenants that call a hundred times a second notice of one that calls as fast as it can, on 64 connections.
# The two are measured in turns. Needs wrk, psql and a built target/quarkus-app.
# Usage: bench/fairness.sh [seconds per run, 20] [what the greedy tenant calls, "get token create list search password mixed"]
# Prints a Markdown table.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

seconds=${1:-20} calls=${2:-get token create list search password mixed}
start_service
fill 220000 11
quiet() { wrk -t1 -c10 -d"$seconds"s --latency -s bench/wrk/quiet.lua "$base" > "target/$1.txt"; }
greedy() { CALL=$1 RUN=$1-$RANDOM wrk -t1 -c64 -d$((seconds + 4))s --latency -s bench/wrk/greedy.lua "$base" > target/greedy.txt & }
row() {
    awk -v call="$1" '
        FNR == 1 { file++ }
        $1 == "50%" { p50[file] = $2 } $1 == "99%" { p99[file] = $2 } /Requests\/sec/ { rate[file] = $2 } /Non-2xx/ { failed[file] = $NF }
        function millis(time) { return time ~ /us/ ? time / 1000 : time ~ /ms/ ? time + 0 : time * 1000 }
        END { printf "| %s | %.0f | %s | %s | %s | %s | %.1f | %d | %d |\n", call, rate[1], p50[2], p50[3], p99[2], p99[3],
            millis(p99[3]) / millis(p99[2]), failed[1], failed[3] }
    ' target/greedy.txt target/alone.txt target/beside.txt
}

# until the JVM has compiled what is called
for _ in 1 2; do for call in $calls; do greedy "$call"; wait %%; done; quiet alone; done
echo "$(nproc) cores; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| the greedy tenant calls | calls/s | quiet p50 alone | beside it | quiet p99 alone | beside it | times | greedy calls refused | quiet calls refused |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for call in $calls; do
    quiet alone
    greedy "$call"
    sleep 2
    quiet beside
    wait %%
    row "$call"
done
