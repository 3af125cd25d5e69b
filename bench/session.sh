#!/usr/bin/env bash
# Compares session_login with bare hashing on as many threads as the hash pool has (in turns, medians of nine) and session_check
# with its SQL, and measures a GET while 200 users a second log in (median of five).
# Needs wrk, psql, pgbench and a built target/quarkus-app.
# Usage: bench/session.sh [seconds per run, 15] [connections, 16]     Prints a Markdown table.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

seconds=${1:-15} connections=${2:-16}
export PASSWORD="only for the bench 2027"
rm -f target/logins.txt target/hashes.txt
start_service
fill
token=$(cut -d' ' -f2 target/callers.txt)
curl -sf -o /dev/null -X PUT -H "Authorization: Bearer $token" -H "Content-Type: application/json" \
    -d "{\"password\":\"$PASSWORD\",\"changePassword\":false}" "$base/configapi/v2/user/admin"
psql -Xq -v ON_ERROR_STOP=1 -v tenant="$tenant" -f bench/sql/passwords.sql > /dev/null
SESSION=$(curl -sf "$base/session_login" -H "Content-Type: application/json" \
    -d "{\"domain\":\"localhost\",\"username\":\"admin\",\"password\":\"$PASSWORD\",\"application\":\"admin\"}" \
    | sed 's/.*"session_id":"\([^"]*\)".*/\1/')
export SESSION

# After a minute the JVM has compiled what the call needs.
run() {
    load 60 "$1" "$connections" > /dev/null
    local before; before=$(cpu_ticks)
    load "$seconds" "$1" "$connections" > target/wrk.txt
    used=$(($(cpu_ticks) - before))
}
row() {
    awk -v call="$1" -v used="$used" -v limit="$2" '
        $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } /Requests\/sec/ { rate = $2 } /requests in/ { n = $1 }
        /Non-2xx/ { failed = " (" $0 ")" }
        END { printf "| %s%s | %.1f | %s | %s | %.0f | %s | %.0f %% |\n", call, failed, rate, p50, p99, n * 100 / used, limit,
            rate * 100 / limit }
    ' target/wrk.txt
}

echo "| call | requests/s | p50 | p99 | per CPU-second of the service | limit | of it |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
threads=$(($(nproc) / 2 > 0 ? $(nproc) / 2 : 1))
bcprov=$(echo target/quarkus-app/lib/main/org.bouncycastle.bcprov-*.jar)
load $((3 * seconds)) login "$connections" > /dev/null
for _ in 1 2 3 4 5 6 7 8 9; do
    load "$seconds" login "$connections" | tee target/wrk.txt | awk '/Requests\/sec/ { print $2 }' >> target/logins.txt
    java $JAVA_OPTS -cp "$bcprov" bench/Argon2.java >> target/hashes.txt
done
awk -v rate="$(sort -n target/logins.txt | sed -n 5p)" -v bare="$(sort -n target/hashes.txt | sed -n 5p)" -v threads=$threads '
    $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } /Non-2xx/ { failed = " (" $0 ")" }
    END { printf "| session_login, against bare Argon2id on %d thread(s)%s | %.1f | %s | %s | | %.1f | %.0f %% |\n", threads, failed,
        rate, p50, p99, bare * threads, rate * 100 / bare / threads }
' target/wrk.txt
run check
hash=$(printf %s "$SESSION" | sha256sum | cut -d' ' -f1)
limit=$(pgbench -n -M prepared -c "$connections" -j 1 -T "$seconds" -D hash="$hash" -f bench/sql/session.sql 2> /dev/null \
    | awk '/^tps/ { printf "%.0f", $3 }')
row "session_check, against the same SQL by pgbench" "$limit"
load_beside_logins() {
    PAUSE=750 load $((seconds + 2)) login 256 > target/wrk-login.txt &
    sleep 1
    load "$seconds" get 4 > target/wrk.txt
    wait $!
    awk '/Requests\/sec/ { rate[FILENAME] = $2 } /Non-2xx/ { refused = $NF }
        $1 == "99%" && FILENAME ~ /wrk.txt/ { p99 = $2; if (p99 ~ /us/) p99 = p99 / 1000 }
        END { printf "%.1f ms is the 99th percentile of %.0f gets a second, while %.0f people a second log in (%d of them were told to try again).\n",
            p99, rate["target/wrk.txt"], rate["target/wrk-login.txt"], refused }' target/wrk.txt target/wrk-login.txt
}
for _ in 1 2 3 4 5 6 7 8; do load_beside_logins > /dev/null; done
for _ in 1 2 3 4 5; do load_beside_logins; done > target/beside.txt
echo
sort -n target/beside.txt | sed -n 3p
