# Shared by the benchmarks: runs the packaged service on its own embedded PostgreSQL, in target/bench-data, which is emptied
# first. JAVA_OPTS is passed to its JVM; SERVICE_CPUS (for example 0) binds it to processors.

# The same options as in the images. Without them, the speed of password hashing varies from start to start (docs/speed.md).
JAVA_OPTS="-XX:+ExitOnOutOfMemoryError -XX:CompileCommand=quiet -XX:CompileCommand=inline,org.bouncycastle.crypto.generators.Argon2BytesGenerator::* ${JAVA_OPTS:-}"

export CALLROSTER_DATA_DIR=target/bench-data QUARKUS_HTTP_PORT=${QUARKUS_HTTP_PORT:-18080} QUARKUS_MANAGEMENT_PORT=${QUARKUS_MANAGEMENT_PORT:-19000}
export CALLROSTER_RATE_LIMIT_ENABLED=false
export SECRET=bench-only-secret-0123456789-0123456789-0123456789
export CALLROSTER_BOOTSTRAP_API_SECRET=$SECRET
base=http://127.0.0.1:$QUARKUS_HTTP_PORT
service=
trap 'stop_service' EXIT

# Sets the variables service (process id), tenant, and PG… for psql and pgbench.
start_service() {
    rm -rf "$CALLROSTER_DATA_DIR"
    ${SERVICE_CPUS:+taskset -c "$SERVICE_CPUS"} java $JAVA_OPTS -jar target/quarkus-app/quarkus-run.jar \
        > target/bench.log 2>&1 &
    service=$!
    for _ in $(seq 120); do curl -sf "$base/q/health/ready" > /dev/null && break; sleep 0.5; done
    export PGHOST=127.0.0.1 PGUSER=callroster PGDATABASE=callroster
    PGPORT=$(sed -n 4p "$CALLROSTER_DATA_DIR/pgdata/postmaster.pid") PGPASSWORD=$(cat "$CALLROSTER_DATA_DIR/database-password")
    export PGPORT PGPASSWORD
    tenant=$(psql -XAtc 'select id from tenant')
}

stop_service() {
    if [ -n "$service" ]; then kill "$service" 2> /dev/null; wait "$service" 2> /dev/null || true; service=; fi
}

cpu_ticks() { awk '{ print $14 + $15 }' "/proc/$service/stat"; }

# Arguments: seconds, call, connections.
load() { wrk -t1 -c"$3" -d"$1"s --latency -s "bench/wrk/$2.lua" "$base"; }

# Arguments: users (100000), tenants (1). Creates the users in localhost, or evenly in the tenants bench-1, bench-2 …; then logs
# the tenants' administrators in.
fill() {
    local users=${1:-100000} tenants=${2:-1}
    export USERS=$((users / tenants))
    [ "$tenants" = 1 ] || psql -Xq -v ON_ERROR_STOP=1 -v tenant="$tenant" -v tenants="$tenants" -f bench/sql/tenants.sql
    psql -Xq -v ON_ERROR_STOP=1 -v names="$([ "$tenants" = 1 ] && echo localhost || echo bench-%)" -v users=$USERS \
        -f bench/sql/users.sql
    callers "$tenants" > target/callers.txt
}

# Prints a line per tenant: its name and a token of its administrator.
callers() {
    psql -XAtc "select name from tenant where name like case when $1 = 1 then 'localhost' else 'bench-%' end order by id" > target/tenants.txt
    awk -v url="$base/configapi/v2/oauth/token" -v secret=$SECRET '{
        print (NR > 1 ? "next\n" : "") "silent\nurl = \"" url "\"\nwrite-out = \"\\n\""
        print "data = \"grant_type=client_credentials&client_id=admin&client_secret=" secret "&tenant=" $1 "\"" }' target/tenants.txt \
        | curl --config - | sed 's/.*"access_token":"\([^"]*\)".*/\1/' | paste -d' ' target/tenants.txt -
}
