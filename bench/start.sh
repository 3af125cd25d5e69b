#!/usr/bin/env bash
# Measures how quickly the packagings in target start on an external database, and the memory they use: the jar, the jar with
# the recording of -Daot, and the native executable. Needs psql and a built target/quarkus-app.
# Usage: bench/start.sh [starts of each, 9]     Prints a Markdown table.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

# uses the database and the master key of a service that is otherwise idle
start_service
export QUARKUS_HTTP_PORT=$((QUARKUS_HTTP_PORT + 1)) QUARKUS_MANAGEMENT_PORT=$((QUARKUS_MANAGEMENT_PORT + 1))
export QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://$PGHOST:$PGPORT/$PGDATABASE
export QUARKUS_DATASOURCE_USERNAME=$PGUSER QUARKUS_DATASOURCE_PASSWORD=$PGPASSWORD
export CALLROSTER_ISSUER=http://roster.example CALLROSTER_MASTER_KEY=$(cat "$CALLROSTER_DATA_DIR/master-key")
unset CALLROSTER_DATA_DIR

jar="cd target/quarkus-app && exec java $JAVA_OPTS"
packagings=("jar" "$jar -jar quarkus-run.jar")
[ ! -f target/quarkus-app/app.jsa ] || packagings+=("jar, class archive" "$jar -XX:SharedArchiveFile=app.jsa -jar quarkus-run.jar")
[ ! -f target/quarkus-app/app.aot ] || packagings+=("jar, AOT cache" "$jar -XX:AOTCache=app.aot -jar quarkus-run.jar")
for native in target/callroster-*-runner; do [ ! -x "$native" ] || packagings+=("native" "exec $native"); done

java -version 2>&1 | sed -n 2p
echo
echo "| packaging | ready after | memory then | first token after | memory then |"
echo "| --- | ---: | ---: | ---: | ---: |"
java bench/Start.java "${1:-9}" "${packagings[@]}"
