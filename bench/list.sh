#!/usr/bin/env bash
# Measures lists of users and searches, one caller, on the packaged service with its own embedded PostgreSQL.
# Needs psql (Debian: postgresql-client) and a built target/quarkus-app.
# Usage: bench/list.sh [users, 1000000]
# Prints a Markdown table: the median and the longest of 15 answers after 500 calls to warm up, and 5 of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

users=${1:-1000000}
start_service
fill "$users"
psql -Xq <<'SQL'
update app_user set disabled = true where login_key like 'user-%7';
insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, locked_until)
select tenant_id, id, 'PASSWORD', 6, now(), now() + interval '1 day' from app_user where login_key like 'user-%4711';
vacuum analyze;
SQL
token=$(cut -d' ' -f2 target/callers.txt)

get() { curl -sf -H "Authorization: Bearer $token" "$base/configapi/v2/user?$1" "${@:2}"; }
turns() { for _ in $(seq 20); do get "$1" -o target/list.json -w '%{time_total}\n'; done | tail -15 | sort -n; }
# The cursor of the page after a login id: a hash of the filters, then the id.
after() { printf '%s\n%s' "$(get limit=1 | sed 's/.*"next_cursor":"\([^"]*\)".*/\1/' | tr '_-' '/+' | base64 -d 2> /dev/null | head -1)" "$1" \
    | base64 -w0 | tr '/+' '_-' | tr -d =; }
row() { turns "$2" | awk -v what="$1" -v query="$2" '{ t[NR] = $1 * 1000 }
    END { printf "| %s | `%s` | %.0f ms | %.0f ms |\n", what, (query ~ /^cursor/ ? "cursor=…" : query ~ /^uid/ ? "uid=…" : query), t[8], t[NR] }'; }

for _ in $(seq 100); do for query in "" sort=name q=example q=er-4711 q=er-9; do get "$query" -o target/list.json; done; done
echo "$(nproc) cores, $users users, pages of 100; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| | query | median | longest |"
echo "| --- | --- | ---: | ---: |"
row "first page" ""
row "last page" "cursor=$(after user-9999)"
row "by name" "sort=name"
row "search, no hit" "q=zzzqq"
row "search, a few hits" "q=er-4711"
row "search, one in ninety" "q=er-47"
row "search, every user" "q=example"
row "search, the last ninth" "q=er-9"
row "search, two characters" "q=us"
row "of a team" "team=Team%207"
row "of other teams" "notTeam=Team%207"
row "with a skill" "skill=Skill%207"
row "without a skill, the last ninth" "notSkill=Skill%207"
row "without the role of all, nobody" "notRole=Agent"
row "of a rare role" "role=System%20Administrator"
row "disabled, one in ten" "disabled=true"
row "locked" "lockedOut=true"
row "without a password" "hasPassword=false"
row "can log in" "access=can"
row "cannot log in" "access=cannot"
row "locked is why they cannot" "access=locked"
row "neither locked nor disabled is why" "access=other"
row "too old a password is why, nobody" "access=password_expired"
row "without an application, nobody" "access=no_application"
row "never logged in" "lastLoginBefore=never"
row "changed just now, nobody" "changedSince=2099-01-01T00:00:00Z"
row "created just now, nobody" "createdSince=2099-01-01T00:00:00Z"
row "by uid" "uid=$(psql -XAtc "select id from app_user where login_key = 'user-4711'")"
row "with the number of users" "count=true"
row "with access" "include=access"
