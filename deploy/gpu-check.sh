#!/usr/bin/env bash
# Builds Millrace with TensorFlow's GPU build, says which device it runs on, and runs the proofs of inference-service.
# Where there is no GPU it says so and runs on the CPU. Arguments go to the proof, such as --row one-event-alone.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
stamps="target/millrace-proofs-built target/millrace-built"

# What one build left must not lie beside what the other brings: TensorFlow may be there once only.
clean() {
  rm -rf ./*/target/lib ./*/target/quarkus-app
  rm -f $stamps
}
finish() {
  rm -rf "$out"
  clean # the next command builds for the CPU again
}
trap finish EXIT

echo "== NVIDIA"
if command -v nvidia-smi >/dev/null; then
  nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv
else
  echo "no nvidia-smi on the PATH: no driver, or none to see"
fi

echo "== build with -Pgpu"
clean
mvn -B -q -ntp -Pgpu -DskipTests package
ls inference-service/target/quarkus-app/lib/main | grep tensorflow-core-native

echo "== proofs"
status=0
MILLRACE_BUILD=skip ./millrace proof inference-guarantees --out "$out" "$@" || status=$?

echo "== device"
grep -h "TensorFlow: \|no GPU\|GPU" .millrace/proofs/inference-guarantees/*/inference-service*.log |
  sed 's/^[^ ]* *//' | sort | uniq -c

echo "== table"
cat "$out/results.md"
exit "$status"
