#!/usr/bin/env bash
# Runs all benchmarks and prints one report in Markdown. Compares each call and export with its SQL, for 100,000 and 1,000,000
# users in 1 and 1,000 tenants; tokens with RSA; sessions with their hashes. Measures start-up and memory of the packagings in
# target.
# Takes 70 minutes with turns of 2 seconds.
# Needs wrk, psql and pgbench (Debian: wrk, postgresql-client, postgresql-contrib) and a built target/quarkus-app.
# Usage: bench/report.sh [seconds per turn, 4] > report.md
set -euo pipefail
cd "$(dirname "$0")"

seconds=${1:-4}
for users in 100000 1000000; do
    for tenants in 1 1000; do
        printf '\n## %s users, tenants: %s\n\n' $users $tenants
        ./run.sh "$seconds" "1 8 64 256" $users $tenants
    done
done
printf '\n## Lists\n\n'
./list.sh
printf '\n## Bulks\n\n'
./bulk.sh
printf '\n## Beside Keycloak\n\n'
./peer.sh
printf '\n## Tokens\n\n'
./token.sh 12
printf '\n## Sessions\n\n'
./session.sh 6
printf '\n## Start\n\n'
./start.sh
