#!/usr/bin/env bash
# Records log lines of real processes on this machine while something is broken under them.
#
#   models/log-triage/lines/record.sh [FAULT...]      (all of them, about 15 minutes, if none is named)
#
# Needs `mvn install` of broker and the services before. Everything stays on loopback and below
# models/log-triage/target/recording; `disk-full` mounts a tmpfs there and so needs root.
# The lines land in one log per fault and process; Collect.java makes candidates of them.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
out=${RECORDING:-$here/../target/recording}
mkdir -p "$out/classes" "$out/logs" "$out/tmp"
out=$(cd "$out" && pwd)
port=${PORT:-19410}
kafka="127.0.0.1:$port"
services=$root/forecast-service/target/quarkus-app/lib/main
classpath="$out/classes:$root/broker/target/broker-0.1.0-SNAPSHOT.jar:$root/broker/target/lib/*"
for jar in "$services"/org.apache.kafka.kafka-streams-*.jar "$services"/org.rocksdb.rocksdbjni-*.jar; do
  classpath="$classpath:$jar"
done
jvm=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$out/tmp"
  -Dlog4j2.configurationFile=classpath:broker-log4j2.xml -cp "$classpath")
javac -cp "$classpath" -d "$out/classes" "$here/Provoke.java" || exit 1
started=()

# ---- the processes ------------------------------------------------------------------------------

fault() { # NAME: everything from here on is logged under it, on an empty data folder
  stop
  name=$1
  logs=$out/logs/$1
  data=$out/data/$1
  rm -rf "$logs" "$data"
  mkdir -p "$logs" "$data"
  echo "$(date +%T) $1"
}

broker() { # LOG [JVM ARGUMENT...]: Millrace's broker on $data/broker; returns once it is ready
  local log=$1
  shift
  java -Xmx256m "${jvm[@]}" "$@" io.millrace.broker.BrokerMain \
    "$data/broker" 127.0.0.1 "$port" $((port + 1)) >>"$logs/$log.log" 2>&1 &
  broker=$!
  started+=($!)
  ready "$logs/$log.log" "broker: ready on"
}

ready() { # FILE TEXT: until the text is in the file, the process is gone or a minute is over
  for _ in $(seq 120); do
    [ "$(grep -c "$2" "$1")" -ge 1 ] && return 0
    kill -0 "$broker" 2>/dev/null || return 1
    sleep 0.5
  done
  return 1
}

properties() { # FILE [LINE...]: a server.properties of a plain Kafka node
  cat >"$1" <<END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$((port + 1))
listeners=CLIENTS://127.0.0.1:$port,CONTROLLER://127.0.0.1:$((port + 1))
listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL
inter.broker.listener.name=CLIENTS
controller.listener.names=CONTROLLER
log.dirs=$data/kafka
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
log.cleaner.dedupe.buffer.size=8388608
END
  local file=$1
  shift
  printf '%s\n' "$@" >>"$file"
}

format() { # a data folder for a plain Kafka node
  java "${jvm[@]}" kafka.tools.StorageTool format -t "${1:-9mJ2mWq1Rtyq3nF1k7B8pw}" \
    -c "$data/server.properties" >>"$logs/storage-tool.log" 2>&1
}

node() { # LOG [JVM ARGUMENT...]: a plain Kafka node on $data/server.properties
  local log=$1
  shift
  java -Xmx256m "${jvm[@]}" "$@" kafka.Kafka "$data/server.properties" >>"$logs/$log.log" 2>&1 &
  broker=$!
  started+=($!)
  ready "$logs/$log.log" "Kafka Server started"
}

client() { # LOG VERB [ARGUMENT...]: in the foreground, ended after a minute and a half at most
  local log=$1
  shift
  timeout 90 java -Xmx128m "${jvm[@]}" Provoke "$kafka" "$@" >>"$logs/$log.log" 2>&1
}

behind() { # LOG VERB [ARGUMENT...]: in the background; timeout hands a signal on to the client
  local log=$1
  shift
  timeout 90 java -Xmx128m "${jvm[@]}" Provoke "$kafka" "$@" >>"$logs/$log.log" 2>&1 &
  started+=($!)
}

quarkus() { # LOG SERVICE [JVM ARGUMENT...]: for ${seconds:-20} at most
  local log=$1 service=$2
  shift 2
  timeout "${seconds:-20}" java -XX:+UseSerialGC -Xmx200m -Djava.io.tmpdir="$out/tmp" \
    -Dquarkus.banner.enabled=false -Dquarkus.http.host=127.0.0.1 -Dquarkus.http.port=$((port + 5)) \
    -Dkafka.bootstrap.servers="$kafka" \
    "-Dquarkus.log.console.format=%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p [%c] (%t) %s%e%n" \
    "$@" -jar "$root/$service/target/quarkus-app/quarkus-run.jar" >>"$logs/$log.log" 2>&1
}

stop() { # asks what was started last to end first, so that clients go before their broker
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    kill "${started[i]}" 2>/dev/null && wait "${started[i]}" 2>/dev/null
  done
  started=()
}
trap stop EXIT

damage() { # FILE OFFSET: overwrites sixteen bytes
  printf '\xde\xad\xbe\xef\xde\xad\xbe\xef\xde\xad\xbe\xef\xde\xad\xbe\xef' |
    dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# ---- what is broken -----------------------------------------------------------------------------

source "$here/faults.sh"
source "$here/refusals.sh"

all=(normal killed port_taken corrupt_meta corrupt_log disk_full wrong_config unknown_topic too_large
  bad_records sasl tls memory files slow bundles services served)
for each in "${@:-${all[@]}}"; do "$each"; done
