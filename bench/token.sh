#!/usr/bin/env bash
# Measures the token call with each RSA library, on one core and on two, compared with the bare signature rate in the same run.
# Needs wrk, psql and a built target/quarkus-app.
# Usage: bench/token.sh [seconds per run, 20] [connections, 16]     Prints a Markdown table.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/service.sh

seconds=${1:-20} connections=${2:-16}
corretto_jar=$(echo target/quarkus-app/lib/main/software.amazon.cryptools.*.jar)
corretto=com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider

echo "| RSA | cores | grants/s | p50 | p99 | per CPU-second of the service | bare signatures/s on a core | of it |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for rsa in Corretto JDK; do
    for cpus in 0 0-1; do
        # makes the provider look elsewhere for its library and not find it, so that the JDK's RSA is used
        options=; [ $rsa = JDK ] && options=-Dcom.amazon.corretto.crypto.provider.useExternalLib=true
        JAVA_OPTS="$JAVA_OPTS $options" SERVICE_CPUS=$cpus start_service
        callers 1 > target/callers.txt
        # warm-up, longer on one core: the JIT compiler has to share it, and takes far longer
        load $(($([ $cpus = 0 ] && echo 8 || echo 2) * seconds)) token "$connections" > /dev/null
        before=$(cpu_ticks)
        load "$seconds" token "$connections" > target/wrk.txt
        used=$(($(cpu_ticks) - before))
        stop_service
        bare=$(if [ $rsa = JDK ]; then java bench/Rsa.java; else java -cp "$corretto_jar" bench/Rsa.java $corretto; fi)
        awk -v rsa=$rsa -v cores=$cpus -v used=$used -v bare="$bare" '
            $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } /Requests\/sec/ { rate = $2 } /requests in/ { n = $1 }
            /Non-2xx/ { failed = " (" $0 ")" }
            END { printf "| %s%s | %d | %.0f | %s | %s | %.0f | %d | %.0f %% |\n", rsa, failed, cores == "0" ? 1 : 2, rate, p50,
                p99, n * 100 / used, bare, n * 10000 / used / bare }
        ' target/wrk.txt
    done
done
