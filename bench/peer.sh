#!/usr/bin/env bash
# Measures the packaged service beside Keycloak, in turns, both on one PostgreSQL: requests per second of the server's CPU time.
# Fetches Keycloak with Maven. Needs wrk, psql (Debian: wrk, postgresql-client) and a built target/quarkus-app.
# Usage: bench/peer.sh [seconds per turn, 8] [users, 10000] [seconds to warm each call up, 60]
# Prints a Markdown table: medians of three turns.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

seconds=${1:-8} users=${2:-10000} warm=${3:-60} version=26.7.3 connections=16
keycloak=$PWD/target/keycloak-$version
kc=http://127.0.0.1:18180

fetch() {
    [ -d "$keycloak" ] && return
    ./mvnw -q -B dependency:copy -Dartifact=org.keycloak:keycloak-quarkus-dist:$version:tar.gz -DoutputDirectory=target
    tar xzf target/keycloak-quarkus-dist-$version.tar.gz -C target
}

start_keycloak() {
    psql -Xq -c 'create schema keycloak'
    KC_BOOTSTRAP_ADMIN_USERNAME=admin KC_BOOTSTRAP_ADMIN_PASSWORD=$SECRET "$keycloak/bin/kc.sh" start --http-enabled=true \
        --http-host=127.0.0.1 --http-port=18180 --http-management-port=18181 --hostname-strict=false --cache=local --db=postgres \
        --db-url="jdbc:postgresql://127.0.0.1:$PGPORT/callroster" --db-schema=keycloak --db-username="$PGUSER" \
        --db-password="$PGPASSWORD" --db-pool-max-size=30 --log-level=warn > target/keycloak.log 2>&1 &
    launcher=$!
    for _ in $(seq 240); do curl -sf $kc/realms/master > /dev/null && break; sleep 0.5; done
    peer=$(pgrep -f "kc.home.dir=$keycloak" | head -1)
    trap 'kill $peer $launcher 2> /dev/null; stop_service' EXIT
}

kc_admin() { curl -sf $kc/realms/master/protocol/openid-connect/token -d grant_type=password -d client_id=admin-cli -d username=admin \
    --data-urlencode password="$SECRET" | sed 's/.*"access_token":"\([^"]*\)".*/\1/'; }
kc_post() { curl -sf -H "Authorization: Bearer $(kc_admin)" -H 'Content-Type: application/json' "$kc/admin/realms$1" -d "$2"; }

# A realm with the same users, and a client with a secret.
fill_keycloak() {
    kc_post "" '{"realm":"bench","enabled":true}'
    kc_post /bench/clients "{\"clientId\":\"script\",\"secret\":\"$SECRET\",\"serviceAccountsEnabled\":true,\"publicClient\":false}"
    kc_post /master/clients "{\"clientId\":\"long\",\"secret\":\"$SECRET\",\"serviceAccountsEnabled\":true,\"publicClient\":false,
        \"attributes\":{\"access.token.lifespan\":\"36000\"}}"
    psql -Xq -v users="$users" <<'SQL'
set search_path to keycloak;
insert into user_entity (id, username, first_name, last_name, email, email_constraint, email_verified, enabled, realm_id, created_timestamp, not_before)
select 'id-' || n, 'user-' || n, 'First ' || n, 'Last ' || n, 'user-' || n || '@example.com', 'user-' || n || '@example.com', false, true, r.id,
    0, 0
from generate_series(1, :users) n, realm r where r.name = 'bench';
insert into user_role_mapping (role_id, user_id)
select k.id, u.id from keycloak_role k, user_entity u, client c
where k.name = 'admin' and not k.client_role and u.service_account_client_link = c.id and c.client_id = 'long';
analyze;
SQL
    PEER_TOKEN=$(curl -sf $kc/realms/master/protocol/openid-connect/token -d grant_type=client_credentials -d client_id=long \
        --data-urlencode client_secret="$SECRET" | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
    export PEER_TOKEN
}

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
# Arguments: server (ours or peer), call. Prints requests per second of CPU time, and failed requests.
turn() {
    local process=$service url=$base; [ "$1" = peer ] && { process=$peer; url=$kc; }
    local before; before=$(ticks "$process")
    SERVER=$1 CALL=$2 wrk -t1 -c$connections -d"$seconds"s -s bench/wrk/peer.lua "$url" > target/wrk.txt
    awk -v used=$(($(ticks "$process") - before)) '/requests in/ { n = $1 } /Non-2xx/ { failed = $NF } END { print n * 100 / used, failed + 0 }' target/wrk.txt
}
median() { sort -n | awk '{ r[NR] = $1; f += $2 } END { printf "%.0f %d", r[int((NR + 1) / 2)], f }'; }

fetch
start_service
fill "$users"
start_keycloak
fill_keycloak
TOKEN=$(cut -d' ' -f2 target/callers.txt) PEER_USERS=$users
export TOKEN PEER_USERS
echo "$(nproc) cores, $users users, $connections connections, medians of three turns of $seconds s, Keycloak $version; $(java -version 2>&1 | sed -n 2p)"
echo
echo "| call | Callroster, requests per CPU-second | Keycloak | ratio |"
echo "| --- | ---: | ---: | ---: |"
for call in ${CALLS:-token get list search update create}; do
    for server in ours peer; do RUN=$$-warm-$call seconds=$warm turn $server $call > /dev/null; done
    : > target/ours.txt; : > target/peer.txt
    for turn in 1 2 3; do
        for server in ours peer; do RUN=$$-$call-$turn turn $server $call >> target/$server.txt; done
    done
    echo "$(median < target/ours.txt) $(median < target/peer.txt)" | awk -v call=$call '{
        printf "| %s | %d%s | %d%s | %.1f |\n", call, $1, $2 ? " (" $2 " failed)" : "", $3, $4 ? " (" $4 " failed)" : "", $1 / $3 }'
done
