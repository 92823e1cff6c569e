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

normal() {
  fault normal
  broker broker
  client admin topics orders:4:1 counts:4:1 spare:1:1
  behind consumer-1 consume orders 25 group.id=ledger client.id=ledger-1
  behind streams streams orders counts 35 application.id=counter state.dir="$data/state" \
    processing.guarantee=exactly_once_v2 num.stream.threads=2
  client producer produce orders 2000 300 4 client.id=shop acks=all
  behind consumer-2 consume orders 12 group.id=ledger client.id=ledger-2 \
    partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor,org.apache.kafka.clients.consumer.RangeAssignor
  behind consumer-3 consume orders 12 group.id=new-protocol group.protocol=consumer
  client transactions transact orders 20 transactional.id=pay-1
  client admin limit orders segment.bytes 1048576
  client producer produce orders 8000 900 0
  client admin delete spare
  sleep 15
  stop
  broker broker-again
  behind streams-again streams orders counts 12 application.id=counter state.dir="$data/state" \
    processing.guarantee=exactly_once_v2
  sleep 20
  stop
  properties "$data/server.properties"
  format
  node kafka
  sleep 3
}

killed() {
  fault broker-killed
  broker broker
  client admin topics orders:4:1 counts:4:1
  behind producer produce orders 900 300 50 delivery.timeout.ms=9000 request.timeout.ms=4000 linger.ms=0
  behind consumer consume orders 70 group.id=ledger
  behind consumer-new consume orders 70 group.id=new-protocol group.protocol=consumer
  behind transactions transact orders 100000 transactional.id=pay-1 max.block.ms=8000
  behind streams streams orders counts 70 application.id=counter state.dir="$data/state" \
    processing.guarantee=exactly_once_v2
  sleep 15
  kill -9 "$broker"
  sleep 25
  broker broker-again
  sleep 20
  kill -STOP "$broker"
  sleep 25
  kill -CONT "$broker"
  sleep 15
  stop
  client admin topics late:1:1 default.api.timeout.ms=5000 request.timeout.ms=2000
  client producer produce orders 3 100 1 max.block.ms=5000
  client consumer-away consume orders 8 group.id=ledger
  timeout 30 java "${jvm[@]}" Provoke no-such-host.invalid:9092 produce orders 1 1 1 \
    >>"$logs/producer-dns.log" 2>&1
  timeout 60 java "${jvm[@]}" Provoke "$kafka" streams orders counts 10 application.id=counter \
    state.dir="$data/state" default.api.timeout.ms=6000 request.timeout.ms=3000 >>"$logs/streams-away.log" 2>&1
}

port_taken() {
  fault port-taken
  broker broker
  properties "$data/server.properties"
  format
  java "${jvm[@]}" kafka.Kafka "$data/server.properties" >>"$logs/kafka-controller-port.log" 2>&1
  properties "$data/server.properties" \
    "controller.quorum.voters=1@127.0.0.1:$((port + 2))" \
    "listeners=CLIENTS://127.0.0.1:$port,CONTROLLER://127.0.0.1:$((port + 2))"
  java "${jvm[@]}" kafka.Kafka "$data/server.properties" >>"$logs/kafka.log" 2>&1
  for service in ingest-service inference-service forecast-service; do
    quarkus "$service" "$service" -Dquarkus.http.port="$port"
  done
}

corrupt_meta() {
  fault corrupt-meta
  local text n=0
  for text in 'version=1\nnode.id=1\n' 'version=1\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\nnode.id=7\n' \
    'version=9\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\nnode.id=1\n' 'version=one\n' '\x00\x01\x02' \
    'version=1\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\nnode.id=x\n'; do
    n=$((n + 1))
    properties "$data/server.properties"
    rm -rf "$data/kafka" "$data/broker"
    format
    printf "$text" >"$data/kafka/meta.properties"
    timeout 40 java "${jvm[@]}" kafka.Kafka "$data/server.properties" >>"$logs/kafka-$n.log" 2>&1
  done
  rm -rf "$data/kafka"
  timeout 40 java "${jvm[@]}" kafka.Kafka "$data/server.properties" >>"$logs/kafka-unformatted.log" 2>&1
}

corrupt_log() {
  fault corrupt-log
  broker broker
  client admin topics orders:2:1 counts:2:1
  client producer produce orders 4000 300 0 batch.size=4096
  behind streams streams orders counts 12 application.id=counter state.dir="$data/state"
  sleep 14
  client consumer consume orders 4 group.id=ledger
  kill -9 "$broker"
  sleep 1
  damage "$data/broker/orders-0/00000000000000000000.log" 50000
  damage "$data/broker/orders-1/00000000000000000000.index" 4
  damage "$data/broker/orders-1/00000000000000000000.timeindex" 8
  rm -f "$data/broker/orders-1/00000000000000000000.index"
  printf 'no checkpoint' >"$data/broker/recovery-point-offset-checkpoint"
  printf 'x' >"$data/broker/orders-0/00000000000000000077.snapshot"
  printf '0\n1\nx y\n' >"$data/broker/orders-0/leader-epoch-checkpoint"
  damage "$data/broker/orders-0/partition.metadata" 0
  damage "$data/state/counter/.lock" 0
  find "$data/state" -name '.checkpoint' -exec sh -c 'printf "rubbish\n" >"$1"' _ {} \;
  broker broker-again
  sleep 2
  stop
  rm -rf "$data/broker/orders-0/partition.metadata"
  printf '0\n0\n' >"$data/broker/recovery-point-offset-checkpoint"
  printf '0\n0\n' >"$data/broker/orders-0/leader-epoch-checkpoint"
  broker broker-third
  behind streams-again streams orders counts 10 application.id=counter state.dir="$data/state"
  client producer produce orders 4000 300 0 batch.size=4096
  local segment
  for segment in "$data"/broker/orders-*/00000000000000000000.log; do damage "$segment" 300000; done
  client consumer consume orders 6 group.id=reader isolation.level=read_committed
  sleep 6
  stop
  mkdir -p "$data/broker/what is this" "$data/broker/orders-9"
  broker broker-stray
  stop
  damage "$data/broker/__cluster_metadata-0/00000000000000000000.log" 2000
  broker broker-metadata
  stop
}

disk_full() {
  fault disk-full
  mkdir -p "$data/broker" "$data/state"
  mount -t tmpfs -o size=24m tmpfs "$data/broker" || return
  mount -t tmpfs -o size=900k tmpfs "$data/state"
  broker broker
  client admin topics orders:2:1 counts:2:1
  client producer produce orders 3000 1000 0
  client streams streams orders counts 25 application.id=counter state.dir="$data/state"
  umount "$data/state"
  behind consumer consume orders 40 group.id=ledger
  behind streams streams orders counts 40 application.id=counter state.dir="$data/state"
  sleep 6
  client producer produce orders 40000 1000 0 max.block.ms=8000 delivery.timeout.ms=9000 request.timeout.ms=4000
  client producer produce orders 20 1000 5 max.block.ms=4000
  client admin topics late:2:1 default.api.timeout.ms=8000 request.timeout.ms=4000
  sleep 10
  stop
  broker broker-again
  sleep 3
  stop
  rm -rf "$data/broker/"*
  broker broker-filled
  client admin topics orders:2:1 counts:2:1
  dd if=/dev/zero of="$data/broker/ballast" bs=1k count=40000 status=none
  client admin topics more:9:1 default.api.timeout.ms=8000 request.timeout.ms=4000
  client producer produce orders 20 1000 5 max.block.ms=4000 delivery.timeout.ms=6000 request.timeout.ms=3000
  sleep 6
  stop
  umount "$data/broker"
  # No file may outgrow 2 MB.
  (
    ulimit -f 2000
    exec java -Xmx256m "${jvm[@]}" io.millrace.broker.BrokerMain \
      "$data/limited" 127.0.0.1 "$port" $((port + 1)) >>"$logs/broker-file-size.log" 2>&1
  ) &
  broker=$!
  started+=($!)
  ready "$logs/broker-file-size.log" "broker: ready on"
  client admin topics orders:2:1 counts:2:1
  client producer-file-size produce orders 9000 1000 0 max.block.ms=6000 delivery.timeout.ms=8000 request.timeout.ms=4000
  sleep 5
}

wrong_config() {
  fault wrong-config
  broker broker
  client admin topics orders:2:1 counts:3:1
  client unknown-key produce orders 3 10 1 acknowledge=all retires=5
  client unknown-key consume orders 3 group.id=ledger max.pol.records=5 fetch.size=5
  client value produce orders 3 10 1 acks=some
  client value produce orders 3 10 1 linger.ms=-5
  client value produce orders 3 10 1 compression.type=brotli
  client value produce orders 3 10 1 batch.size=many
  client value produce orders 3 10 1 delivery.timeout.ms=10 linger.ms=100
  client value produce orders 3 10 1 value.serializer=com.example.Missing
  client value produce orders 3 10 1 enable.idempotence=true acks=1
  client value produce orders 3 10 1 bootstrap.servers=localhost
  client value produce orders 3 10 1 security.protocol=PLAIN
  client value consume orders 3 group.id=ledger auto.offset.reset=oldest
  client value consume orders 3 group.id=ledger session.timeout.ms=50
  client value consume orders 3 group.id=ledger heartbeat.interval.ms=90000
  client value consume orders 3
  client value consume orders 3 group.id=late auto.offset.reset=none
  client value consume orders 3 group.id=new group.protocol=consumer session.timeout.ms=9000
  client streams streams orders counts 5
  client streams streams orders counts 5 application.id=counter processing.guarantee=twice state.dir="$data/s1"
  client streams streams orders counts 5 application.id=counter num.stream.threads=0 state.dir="$data/s2"
  client streams streams orders counts 5 application.id=counter state.dir=/proc/none
  client streams streams orders counts 5 application.id=counter num.standby.replicas=2 state.dir="$data/s3" \
    replication.factor=3 topology.optimisation=all
  client admin topics wide:2:3
  client admin topics 'not allowed:1:1'
  client admin topics orders:2:1
  client admin limit orders retention.ms soon
  client admin limit orders retension.ms 5
  client admin limit orders cleanup.policy shred
  client admin delete nowhere
  stop
  local line n=0
  for line in 'process.roles=butler' 'node.id=-2' 'log.dirs=' 'num.io.threads=0' \
    'advertised.listeners=OUTSIDE://127.0.0.1:1' 'controller.quorum.voters=2@127.0.0.1:9' \
    'listeners=CLIENTS://127.0.0.1' 'log.retention.hours=week' 'inter.broker.listener.name=OTHER' \
    'message.max.bytes=9223372036854775807' 'authorizer.class.name=com.example.Gate' \
    'offsets.topic.num.partition=4' 'log.segment.bytes=3' 'listeners=CLIENTS://10.99.99.99:9092,CONTROLLER://127.0.0.1:19999'; do
    n=$((n + 1))
    rm -rf "$data/kafka"
    properties "$data/server.properties"
    format
    printf '%s\n' "$line" >>"$data/server.properties"
    timeout 12 java "${jvm[@]}" kafka.Kafka "$data/server.properties" >>"$logs/kafka-$n.log" 2>&1
  done
  timeout 12 java "${jvm[@]}" kafka.Kafka "$data/none.properties" >>"$logs/kafka-none.log" 2>&1
}

unknown_topic() {
  fault unknown-topic
  broker broker
  client admin topics counts:2:1
  client producer produce nowhere 3 10 1 max.block.ms=4000
  client consumer consume nowhere 6 group.id=ledger allow.auto.create.topics=false
  client streams streams nowhere counts 15 application.id=counter state.dir="$data/state"
  client admin topics orders:2:1
  behind consumer-lost consume orders 15 group.id=lost
  behind producer-lost produce orders 400 10 30 max.block.ms=4000 delivery.timeout.ms=6000 request.timeout.ms=3000
  behind streams-lost streams orders counts 25 application.id=lost state.dir="$data/lost"
  sleep 10
  client admin delete orders
  sleep 15
}

too_large() {
  fault too-large
  broker broker
  client admin topics orders:2:1 counts:2:1
  client producer produce orders 2 2000000 1
  client admin limit orders max.message.bytes 20000
  client producer produce orders 2 50000 1
  client producer produce orders 40 3000 0 batch.size=100000 linger.ms=200
  sleep 2
}

bad_records() {
  fault bad-records
  broker broker
  client admin topics orders:1:1 counts:1:1 shrunk:1:1
  client admin limit shrunk cleanup.policy compact
  client producer junk orders
  local double=org.apache.kafka.common.serialization.Serdes\$DoubleSerde
  client streams-stop streams orders counts 15 application.id=strict state.dir="$data/strict" default.value.serde="$double"
  client streams-go-on streams orders counts 15 application.id=lenient state.dir="$data/lenient" default.value.serde="$double" \
    default.deserialization.exception.handler=org.apache.kafka.streams.errors.LogAndContinueExceptionHandler
  client consumer consume orders 5 group.id=longs value.deserializer=org.apache.kafka.common.serialization.LongDeserializer
  client consumer consume orders 5 group.id=uuids value.deserializer=org.apache.kafka.common.serialization.UUIDDeserializer
  client consumer consume orders 5 group.id=uuid-keys key.deserializer=org.apache.kafka.common.serialization.UUIDDeserializer
  printf 'GET / HTTP/1.1\r\nHost: broker\r\n\r\n' | timeout 3 bash -c "cat >/dev/tcp/127.0.0.1/$port"
  printf '\x00\x00\x00\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff' | timeout 3 bash -c "cat >/dev/tcp/127.0.0.1/$port"
  printf '\x00\x00\x00\x04\x00\x03\x00\x63' | timeout 3 bash -c "cat >/dev/tcp/127.0.0.1/$port"
  printf '\xff\xff\xff\xff' | timeout 3 bash -c "cat >/dev/tcp/127.0.0.1/$port"
  sleep 2
}

sasl() {
  fault sasl
  local plain='org.apache.kafka.common.security.plain.PlainLoginModule required'
  local scram='org.apache.kafka.common.security.scram.ScramLoginModule required'
  properties "$data/server.properties" \
    "listeners=CLIENTS://127.0.0.1:$((port + 2)),SASL://127.0.0.1:$port,CONTROLLER://127.0.0.1:$((port + 1))" \
    'sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256' \
    "listener.name.sasl.plain.sasl.jaas.config=$plain user_alice=\"right\" user_bob=\"right\";" \
    "listener.name.sasl.scram-sha-256.sasl.jaas.config=$scram;" \
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer' \
    'super.users=User:ANONYMOUS'
  format
  node kafka
  local inside="127.0.0.1:$((port + 2))"
  timeout 40 java "${jvm[@]}" Provoke "$inside" topics orders:2:1 counts:2:1 >>"$logs/admin.log" 2>&1
  local as=(security.protocol=SASL_PLAINTEXT sasl.mechanism=PLAIN)
  client wrong-password produce orders 2 10 1 "${as[@]}" "sasl.jaas.config=$plain username=\"alice\" password=\"wrong\";"
  client wrong-password consume orders 6 group.id=ledger "${as[@]}" "sasl.jaas.config=$plain username=\"alice\" password=\"wrong\";"
  client unknown-user produce orders 2 10 1 security.protocol=SASL_PLAINTEXT sasl.mechanism=SCRAM-SHA-256 \
    "sasl.jaas.config=$scram username=\"nobody\" password=\"wrong\";"
  client mechanism produce orders 2 10 1 security.protocol=SASL_PLAINTEXT sasl.mechanism=SCRAM-SHA-512 \
    "sasl.jaas.config=$scram username=\"alice\" password=\"right\";"
  client no-jaas produce orders 2 10 1 "${as[@]}"
  client plaintext produce orders 2 10 1 max.block.ms=5000
  client streams streams orders counts 10 application.id=counter state.dir="$data/s1" "${as[@]}" \
    "sasl.jaas.config=$plain username=\"alice\" password=\"wrong\";"
  client admin-wrong topics late:1:1 "${as[@]}" "sasl.jaas.config=$plain username=\"alice\" password=\"wrong\";"
  # Authorisation: bob may read orders and nothing else.
  timeout 40 java "${jvm[@]}" Provoke "$inside" allow bob orders >>"$logs/admin.log" 2>&1
  local bob=("${as[@]}" "sasl.jaas.config=$plain username=\"bob\" password=\"right\";")
  client denied produce orders 2 10 1 "${bob[@]}" max.block.ms=5000
  client denied produce counts 2 10 1 "${bob[@]}" max.block.ms=5000
  client denied produce orders 2 10 1 "${bob[@]}" enable.idempotence=false max.block.ms=5000
  client denied consume orders 5 "${bob[@]}" group.id=ledger
  client denied consume counts 5 "${bob[@]}" group.id=ledger
  client denied consume orders 5 "${bob[@]}" group.id=ledger group.protocol=consumer
  client denied transact orders 1 "${bob[@]}" transactional.id=pay-1 max.block.ms=5000
  client denied topics more:1:1 "${bob[@]}"
  client denied delete counts "${bob[@]}"
  client denied limit orders retention.ms 5 "${bob[@]}"
  client denied allow bob counts "${bob[@]}"
  client denied-streams streams orders counts 12 application.id=counter state.dir="$data/s2" "${bob[@]}"
}

tls() {
  fault tls
  local store=(-storetype PKCS12 -storepass changeit -keypass changeit -keyalg RSA)
  keytool -genkeypair -alias a -dname CN=elsewhere -validity 30 -keystore "$data/a.p12" "${store[@]}" 2>/dev/null
  keytool -genkeypair -alias a -dname CN=localhost -ext san=ip:127.0.0.1 -startdate -40d -validity 30 \
    -keystore "$data/old.p12" "${store[@]}" 2>/dev/null
  local kind which
  for which in a old; do
    rm -rf "$data/kafka"
    properties "$data/server.properties" \
      "listeners=CLIENTS://127.0.0.1:$((port + 2)),TLS://127.0.0.1:$port,CONTROLLER://127.0.0.1:$((port + 1))" \
      "ssl.keystore.location=$data/$which.p12" ssl.keystore.password=changeit ssl.key.password=changeit
    format
    node "kafka-$which"
    client "no-trust-$which" produce orders 1 10 1 security.protocol=SSL max.block.ms=6000
    client "trust-$which" produce orders 1 10 1 security.protocol=SSL ssl.truststore.location="$data/$which.p12" \
      ssl.truststore.password=changeit max.block.ms=6000
    client "plaintext-$which" produce orders 1 10 1 max.block.ms=6000
    client "wrong-password-$which" produce orders 1 10 1 security.protocol=SSL \
      ssl.truststore.location="$data/$which.p12" ssl.truststore.password=wrong
    client "no-store-$which" consume orders 3 group.id=ledger security.protocol=SSL \
      ssl.truststore.location="$data/none.p12" ssl.truststore.password=changeit
    client "streams-$which" streams orders counts 8 application.id=counter state.dir="$data/state" security.protocol=SSL
    stop
  done
  sed -i 's/^ssl.keystore.password=.*/ssl.keystore.password=wrong/' "$data/server.properties"
  timeout 20 java "${jvm[@]}" kafka.Kafka "$data/server.properties" >>"$logs/kafka-wrong-password.log" 2>&1
}

memory() {
  fault memory
  local all=$data heap
  for heap in 30 34 38 44; do
    data=$all/$heap
    mkdir -p "$data"
    broker "broker-$heap" "-Xmx${heap}m" -Xlog:gc,gc+heap+exit
    client "admin-$heap" topics orders:40:1 counts:40:1 default.api.timeout.ms=10000 request.timeout.ms=5000
    client "producer-$heap" produce orders 20000 3000 0 max.block.ms=6000 delivery.timeout.ms=9000 request.timeout.ms=4000
    stop
  done
  data=$all/roomy
  mkdir -p "$data"
  broker broker-roomy -Xlog:gc
  client admin topics orders:20:1 counts:20:1
  client producer produce orders 20000 3000 0
  client heap produce orders 4000 900000 0 buffer.memory=900000000 linger.ms=20000 batch.size=1
  client buffer produce orders 400 200000 0 buffer.memory=300000 max.block.ms=1 max.request.size=250000
  client buffer produce orders 40 2000 0 buffer.memory=300000 max.request.size=250000 batch.size=400000
  client buffer produce orders 5 500000 1 buffer.memory=300000
  small streams -Xmx16m streams orders counts 20 application.id=counter state.dir="$data/state" num.stream.threads=8
  small consumer -Xmx9m consume orders 12 group.id=tiny fetch.max.bytes=50000000 max.partition.fetch.bytes=50000000
  small metaspace -XX:MaxMetaspaceSize=14m streams orders counts 12 application.id=meta state.dir="$data/meta"
  small direct -XX:MaxDirectMemorySize=100k consume orders 12 group.id=direct
  small stack -Xss200k streams orders counts 12 application.id=stack state.dir="$data/stack"
  stop
  # A listener for two clients at most, from one address.
  properties "$data/server.properties" max.connections.per.ip=3 listener.name.clients.max.connections=3 \
    listener.name.clients.max.connection.creation.rate=1 queued.max.requests=1 num.io.threads=1
  format
  node kafka
  client admin topics wide:40:1 counts:4:1
  for n in $(seq 4); do behind "crowd-$n" consume wide 15 group.id="crowd-$n" request.timeout.ms=4000 default.api.timeout.ms=8000; done
  client crowd produce wide 400 3000 0 max.block.ms=5000 delivery.timeout.ms=8000 request.timeout.ms=4000
}

small() { # LOG JVM_ARGUMENT VERB [ARGUMENT...]: a client with too little of something
  local log=$1 argument=$2
  shift 2
  timeout 40 java "${jvm[@]}" -Xlog:gc "$argument" Provoke "$kafka" "$@" >>"$logs/$log.log" 2>&1
}

files() {
  fault open-files
  local handles
  for handles in 90 150; do
    data=$out/data/open-files/$handles
    mkdir -p "$data"
    (
      ulimit -n "$handles"
      exec java -Xmx256m "${jvm[@]}" -XX:-MaxFDLimit io.millrace.broker.BrokerMain \
        "$data/broker" 127.0.0.1 "$port" $((port + 1)) >>"$logs/broker-$handles.log" 2>&1
    ) &
    broker=$!
    started+=($!)
    ready "$logs/broker-$handles.log" "broker: ready on" || continue
    client "admin-$handles" topics orders:40:1 default.api.timeout.ms=10000 request.timeout.ms=5000
    client "producer-$handles" produce orders 4000 300 0 max.block.ms=6000 delivery.timeout.ms=8000 request.timeout.ms=4000
    for n in $(seq 20); do behind "crowd-$handles" consume orders 15 group.id="ledger-$n"; done
    client "admin-$handles" topics more:90:1 default.api.timeout.ms=10000 request.timeout.ms=5000
    sleep 15
    stop
  done
  data=$out/data/open-files/client
  mkdir -p "$data"
  broker broker
  client admin topics orders:20:1 counts:20:1
  (
    ulimit -n 70
    exec timeout 40 java "${jvm[@]}" -XX:-MaxFDLimit Provoke "$kafka" streams orders counts 25 \
      application.id=counter state.dir="$data/state" num.stream.threads=4 >>"$logs/streams.log" 2>&1
  )
}

slow() {
  fault slow
  broker broker
  client admin topics orders:2:1 counts:2:1
  client producer produce orders 300 100 0
  behind consumer dawdle orders 20 group.id=ledger max.poll.interval.ms=3000 session.timeout.ms=3000 heartbeat.interval.ms=1000
  behind consumer-new dawdle orders 20 group.id=new group.protocol=consumer max.poll.interval.ms=3000
  behind hung hang orders 15 transactional.id=pay-1 transaction.timeout.ms=3000
  sleep 6
  behind usurper transact orders 3 transactional.id=pay-1
  behind streams-1 streams orders counts 25 application.id=counter state.dir="$data/s1" \
    max.poll.interval.ms=3000 session.timeout.ms=3000 processing.guarantee=exactly_once_v2
  behind streams-2 streams orders counts 25 application.id=counter state.dir="$data/s1"
  behind frozen consume orders 25 group.id=frozen session.timeout.ms=3000 heartbeat.interval.ms=1000 \
    group.instance.id=one
  behind twin consume orders 20 group.id=frozen session.timeout.ms=3000 heartbeat.interval.ms=1000 \
    group.instance.id=one
  sleep 25
}

services() {
  fault quarkus
  local service
  for service in ingest-service inference-service forecast-service; do
    quarkus "$service-no-broker" "$service"
    quarkus "$service-misspelt" "$service" -Dquarkus.htp.prot=1 -Dquarkus.kafka-streams.aplication-id=x -Dmillrace.modles=x
    quarkus "$service-value" "$service" -Dquarkus.http.port=eighty
    quarkus "$service-level" "$service" -Dquarkus.log.level=LOUD
    quarkus "$service-certificate" "$service" -Dquarkus.http.ssl.certificate.files=/etc/none.pem \
      -Dquarkus.http.ssl.certificate.key-files=/etc/none.key
    quarkus "$service-memory" "$service" -Xmx14m
    quarkus "$service-host" "$service" -Dquarkus.http.host=10.99.99.99
    quarkus "$service-folder" "$service" -Dmillrace.models.directories=/srv/none -Dmillrace.state-directory=/proc/none
    quarkus "$service-source" "$service" -Dmillrace.sources.recorded.enabled=true -Dmillrace.sources.logs.enabled=true \
      -Dmillrace.sources.host.interval=soon
    quarkus "$service-profile" "$service" -Dquarkus.profile=stageing -Dquarkus.log.file.enable=true \
      -Dquarkus.log.file.path=/proc/none/app.log
  done
}

bundles() {
  fault corrupt-bundle
  local jars
  jars=$(cd "$root" && mvn -q -o -pl serving dependency:build-classpath -Dmdep.outputFile=/dev/stdout)
  jars="$root/serving/target/serving-0.1.0-SNAPSHOT.jar:$root/serving/target/serving-0.1.0-SNAPSHOT-tests.jar:$jars"
  jars="$jars:$classpath"
  javac -cp "$jars" -d "$out/classes" "$here/ProvokeModels.java" || return
  timeout 120 java -Dorg.bytedeco.javacpp.cachedir="$out/tmp/native" -DOPT_OUT_TRACKING=true \
    -DDJL_CACHE_DIR="$out/tmp/djl" -DENGINE_CACHE_DIR="$out/tmp/djl" "${jvm[@]}" -cp "$jars" \
    ProvokeModels "$data" >>"$logs/models.log" 2>&1
}

served() {
  fault services-under-fire
  broker broker
  client admin topics text-events:4:1 sensor-events:4:1 series-events:4:1 inferences:4:1 forecasts:4:1 \
    forecast-scores:4:1 forecast-decisions:4:1 alerts:4:1 rejected-events:4:1 model-releases:1:1 forecast-jobs:1:1
  mkdir -p "$data/models/triage/1" "$data/models/load/2/saved_model" "$data/logs"
  printf '{"name":"triage","versoin":"1"}' >"$data/models/triage/1/model.json"
  printf '{"name":"load"' >"$data/models/load/2/model.json"
  cp -r "$out"/data/corrupt-bundle/case-0/* "$out"/data/corrupt-bundle/case-7/* "$out"/data/corrupt-bundle/case-15/* \
    "$out"/data/corrupt-bundle/case-30/* "$data/models/" 2>/dev/null
  local seconds=75
  quarkus ingest ingest-service -Dmillrace.sources.host.enabled=true -Dmillrace.sources.frames.enabled=true \
    -Dmillrace.sources.logs.enabled=true -Dmillrace.sources.logs.directory="$logs" -Dmillrace.sources.recorded.enabled=true \
    -Dmillrace.sources.recorded.file="$data/none.csv" &
  started+=($!)
  quarkus inference inference-service -Dquarkus.http.port=$((port + 6)) -Dmillrace.models.directories="$data/models" \
    -Dorg.bytedeco.javacpp.cachedir="$out/tmp/native" -DDJL_CACHE_DIR="$out/tmp/djl" -DENGINE_CACHE_DIR="$out/tmp/djl" &
  started+=($!)
  quarkus forecast forecast-service -Dquarkus.http.port=$((port + 7)) -Dmillrace.models.directories="$data/models" \
    -Dmillrace.state-directory="$data/state" -Dorg.bytedeco.javacpp.cachedir="$out/tmp/native" &
  started+=($!)
  sleep 25
  client junk junk text-events
  client junk junk series-events
  client junk junk sensor-events
  curl -s -m 5 -H 'Content-Type: application/json' -d '{"id":1' "http://127.0.0.1:$((port + 5))/events/text" >>"$logs/curl.txt"
  sleep 5
  kill -9 "$broker"
  sleep 15
  broker broker-again
  sleep 20
  kill -STOP "$broker"
  sleep 12
  kill -CONT "$broker"
  stop
}

all=(normal killed port_taken corrupt_meta corrupt_log disk_full wrong_config unknown_topic too_large
  bad_records sasl tls memory files slow bundles services served)
for each in "${@:-${all[@]}}"; do "$each"; done
