#!/usr/bin/env bash
# Makes all calls for two hours, and looks meanwhile whether anything grows that should not: memory, threads, connections, rows.
# Needs psql and a built target/quarkus-app. JAVA_OPTS=-Xmx400m keeps the heap as small as in an image with 512 MB.
# Usage: bench/soak.sh [minutes, 120] [minutes between two samples, 10]
# Prints two Markdown tables: the samples, and how the calls were answered.
set -euo pipefail
cd "$(dirname "$0")/.."
export PASSWORD='only for the bench 2027'
export CALLROSTER_BOOTSTRAP_PASSWORD=$PASSWORD
source bench/service.sh

minutes=${1:-120} pause=${2:-10}
start_service
fill 20000
psql -Xq -v ON_ERROR_STOP=1 -v tenant="$tenant" -f bench/sql/passwords.sql > /dev/null

metric() { awk -v name="$1" 'index($1, name) == 1 { sum += $NF } END { printf "%.0f", sum }' target/metrics.txt; }
mib() { echo "$(($1 / 1048576)) MiB"; }
tables=$(psql -XAtc "select string_agg(format('(select count(*) from %I)', relname), ', ' order by relname) from pg_stat_user_tables where relname <> 'flyway_schema_history'")
names=$(psql -XAtc "select string_agg(relname, ' | ' order by relname) from pg_stat_user_tables where relname <> 'flyway_schema_history'")
# live objects only: the heap after a full collection
sample() {
    jcmd "$service" GC.run > /dev/null
    curl -sf "http://127.0.0.1:$QUARKUS_MANAGEMENT_PORT/q/metrics" > target/metrics.txt
    echo "| $1 | $(($(awk '/^VmRSS/ { print $2 }' "/proc/$service/status") / 1024)) MiB | $(mib "$(metric 'jvm_memory_used_bytes{area="heap"')") |" \
        "$(mib "$(metric 'jvm_memory_used_bytes{area="nonheap"')") | $(mib "$(metric jvm_buffer_memory_used_bytes)") |" \
        "$(awk '/^Threads/ { print $2 }' "/proc/$service/status") | $(ls "/proc/$service/fd" | wc -l) |" \
        "$(psql -XAtc "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()") |" \
        "$(psql -XAt -F ' | ' -c "select $tables") |"
}

java -Xmx200m bench/Soak.java $((minutes * 60)) > target/soak.txt &
soak=$!
echo "$(nproc) cores; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| minute | RSS | heap after collection | other memory of the JVM | buffers | threads | open files | connections | $names |"
echo "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |$(echo "$names" | sed 's/[^|]//g; s/|/ ---: |/g') ---: |"
sample 0
for minute in $(seq "$pause" "$pause" "$minutes"); do
    sleep $((pause * 60 - 1))
    sample "$minute"
done
wait "$soak"
echo
cat target/soak.txt
