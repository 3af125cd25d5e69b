#!/usr/bin/env bash
# Measures the help desk's flow in the console, one caller, on the packaged service with its own embedded PostgreSQL: a search for
# three letters by script, and the unlocking of the user that it finds. Also the first page, the dashboard's counts, the audit.
# Needs psql (Debian: postgresql-client) and a built target/quarkus-app.
# Usage: bench/console.sh [users, 1000000]
# Prints a Markdown table: the median and the longest of 30 answers after 300 calls of each kind to warm up.
set -euo pipefail
cd "$(dirname "$0")/.."
export CALLROSTER_BOOTSTRAP_PASSWORD='seven lazy zebras at noon'
source bench/service.sh

users=${1:-1000000}
cookies=target/console.cookies
start_service
fill "$users"
psql -Xq <<'SQL'
update app_user set search_text = search_text || E'\nzappa', last_name = 'Zappa' where login_key like 'user-%4711';
insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, locked_until)
select tenant_id, id, 'PASSWORD', 6, now(), now() + interval '1 day' from app_user where login_key like 'user-%4711';
vacuum analyze;
SQL
console=(-s -b "$cookies" -H 'Sec-Fetch-Site: same-origin' -o target/console.html)
curl "${console[@]}" -c "$cookies" "$base/console/login" -d tenant=localhost -d login=admin \
    --data-urlencode "password=$CALLROSTER_BOOTSTRAP_PASSWORD" -d next=/console
get() { curl "${console[@]}" "${@:2}" -w '%{http_code} %{time_total}\n' "$base/console/$1"; }
row() { sort -k2n | awk -v what="$1" '$1 != 200 { failed++ } { t[NR] = $2 * 1000 }
    END { if (failed) what = what ", " failed " FAILED"; printf "| %s | %.0f ms | %.0f ms |\n", what, t[int((NR + 1) / 2)], t[NR] }'; }
unlock() { get "users/$1/unlock" -H 'HX-Request: true' -X POST -d x=y; }
lock() { psql -Xqc "insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, locked_until)
    select tenant_id, id, 'PASSWORD', 6, now(), now() + interval '1 day' from app_user where login_key = 'user-4711'
    on conflict do nothing"; }

for _ in $(seq 300); do get "users?q=zap" -H 'HX-Request: true'; unlock user-4711; get users; get ""; done > target/console.warm
echo "$(nproc) cores, $users users; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| | median | longest |"
echo "| --- | ---: | ---: |"
for _ in $(seq 30); do get "users?q=zap" -H 'HX-Request: true'; done | row "search for three letters"
for _ in $(seq 30); do lock; unlock user-4711; done | row "unlock"
for _ in $(seq 30); do get users; done | row "first page of users"
for _ in $(seq 30); do get "users?access=locked"; done | row "everybody who is locked"
for _ in $(seq 30); do get ""; done | row "today"
for _ in $(seq 10); do get counts/locked; done | row "count of the locked"
for _ in $(seq 10); do get counts/other; done | row "count of those who can't log in for another reason"
for _ in $(seq 30); do get audit; done | row "audit"
