#!/bin/sh
# Made from deploy/topics.yaml by io.millrace.deploy.GeneratedFiles; not edited.
# Usage: create-topics.sh BROKER REPLICAS. Creates what is missing and changes nothing that is there.
set -eu
create() {
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$broker" --create --if-not-exists --replication-factor "$replicas" "$@"
}
broker=$1
replicas=$2
create --topic text-accepted --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=86400000
create --topic sensor-accepted --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=86400000
create --topic series-accepted --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=86400000
create --topic text-events --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=259200000
create --topic sensor-events --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=86400000
create --topic series-events --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=604800000
create --topic inferences --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=604800000
create --topic inferences-shadow --partitions 4 --config cleanup.policy=delete --config retention.bytes=134217728 --config retention.ms=86400000
create --topic embeddings --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=86400000
create --topic forecasts --partitions 4 --config cleanup.policy=delete --config retention.bytes=536870912 --config retention.ms=259200000
create --topic forecasts-shadow --partitions 4 --config cleanup.policy=delete --config retention.bytes=536870912 --config retention.ms=259200000
create --topic forecast-scores --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=604800000
create --topic forecast-decisions --partitions 4 --config cleanup.policy=delete --config retention.ms=2592000000
create --topic alerts --partitions 4 --config cleanup.policy=delete --config retention.ms=2592000000
create --topic rejected-events --partitions 4 --config cleanup.policy=delete --config retention.bytes=268435456 --config retention.ms=2592000000
create --topic model-releases --partitions 1 --config cleanup.policy=compact
create --topic forecast-jobs --partitions 1 --config cleanup.policy=compact
