# What happens to the processes from outside, one function a fault. Sourced by record.sh.
# shellcheck shell=bash disable=SC2154

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
