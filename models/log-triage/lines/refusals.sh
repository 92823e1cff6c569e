# What the processes are asked to do and must refuse, one function a fault. Sourced by record.sh.
# shellcheck shell=bash disable=SC2154

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
