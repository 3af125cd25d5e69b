#!/usr/bin/env bash
# Shows that a refused token call does not reveal the reason, not even by its response time: once with lockouts off, once with
# every account locked. Needs psql and a built target/quarkus-app. Prints two Markdown tables; fails if the times differ.
# Usage: bench/timing.sh [tries of each kind, 2000]
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

status=0
for attempts in 0 1; do
    echo
    [ $attempts = 0 ] && echo "Lockouts off:" || echo "Every account locked by its first wrong secret:"
    echo
    start_service
    fill
    psql -Xq -v ON_ERROR_STOP=1 -v tenant="$tenant" -v attempts=$attempts -f bench/sql/refusals.sql
    java bench/Timing.java "$QUARKUS_HTTP_PORT" "${1:-2000}" || status=1
    stop_service
done
exit $status
