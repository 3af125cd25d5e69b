#!/usr/bin/env bash
# Measures how fast a JVM is right after it is ready, with and without the AOT cache, and how fast it becomes: eight clients call
# without a pause from then on. Needs wrk, psql, a JDK 25, and target/quarkus-app with the recording of -Daot.
# Usage: bench/warmup.sh [seconds until it counts as warm, 60]
# Prints a Markdown table: calls per second, and per CPU-second of the service, which includes its compilers.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

warm=${1:-60}
start_service
fill
stop_service
export CALLROSTER_DATA_DIR=$PWD/$CALLROSTER_DATA_DIR

# the cache knows the jar by its path, which is relative to its folder
start_again() {
    (cd target/quarkus-app && exec java $JAVA_OPTS $1 -jar quarkus-run.jar) > target/bench.log 2>&1 &
    service=$!
    until curl -sf -o /dev/null "$base/q/health/ready"; do sleep 0.05; done
}
# Arguments: seconds, call. Prints calls per second and per CPU-second.
rate() {
    local before; before=$(cpu_ticks)
    RUN=$RANDOM$RANDOM load "$1" "$2" 8 > target/wrk.txt
    awk -v used=$(($(cpu_ticks) - before)) '/requests in/ { n = $1 } /Requests\/sec/ { rate = $2 } /Non-2xx/ { failed = ", " $NF " failed" }
        END { printf " %.0f (%.0f%s) |", rate, n * 100 / used, failed }' target/wrk.txt
}

echo "$(nproc) cores; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| call | AOT cache | seconds 0–5 | 5–10 | 10–15 | 15–20 | after $warm s |"
echo "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
for call in get create; do
    for cache in "" "-XX:AOTCache=app.aot -Xlog:aot*=error"; do
        start_again "$cache"
        printf '| %s | %s |' $call "${cache:+yes}"
        for _ in 1 2 3 4; do rate 5 $call; done
        rate $((warm - 20)) $call > /dev/null
        rate 10 $call
        echo
        stop_service
    done
done
