#!/usr/bin/env bash
# Builds the images: deploy/images.sh [--gpu] [--base IMAGE|tar:FILE] [--jre FOLDER] [--to docker|tar:FOLDER|REGISTRY/PREFIX]
# Without --base it is eclipse-temurin:17-jre; a base without Java gets one by --jre, a folder that jlink made.
set -euo pipefail
cd "$(dirname "$0")/.."
profile=
for word in "$@"; do [ "$word" = --gpu ] && profile=-Pgpu; done
mvn -B -q -ntp $profile -DskipTests package
exec java -cp "deploy/target/*:deploy/target/lib/*" io.millrace.deploy.Images "$@"
