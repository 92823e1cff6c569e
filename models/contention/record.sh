#!/usr/bin/env bash
# Records frames of timed sleeps under known load, for the model `contention`:
#   idle     no load of ours
#   busy     as many computing threads as there are cores
#   stalled  8 to 16 times as many, all the time or in bursts of 50 to 500 ms
# A recording of idle or busy counts only if others used less than 15 % of the processors meanwhile,
# so it waits for a quiet moment, and what is discarded is said. What others do can only stall a
# stalled machine more, so those need no quiet.
#
#   models/contention/record.sh FOLDER LABEL RECORDINGS      e.g. models/contention/recordings busy 6
set -euo pipefail
folder=$1
label=$2
wanted=$3
millrace=${MILLRACE:-./millrace}
cores=$(nproc)
limit=15 # percent of the processors that others may use
draft=$folder/.$label.ndjson.gz

ticks() { # used and all, of all processors since boot
  awk '/^cpu /{print $2+$3+$4+$7+$8+$9, $2+$3+$4+$5+$6+$7+$8+$9}' /proc/stat
}

used_percent() { # over a second
  local before
  before=$(ticks)
  sleep 1
  echo "$before $(ticks)" | awk '{print int(100 * ($3 - $1) / ($4 - $2))}'
}

load_of() { # number of the recording
  case $label in
    idle) echo "--load 0" ;;
    busy) echo "--load $cores" ;;
    stalled)
      case $(($1 % 3)) in
        0) echo "--load $((16 * cores)) --bursts" ;;
        1) echo "--load $((8 * cores))" ;;
        2) echo "--load $((8 * cores)) --bursts" ;;
      esac ;;
    *) echo "no load is known for '$label'; idle, busy and stalled are" >&2; exit 2 ;;
  esac
}

foreign_of() { sed -n 's/.*others used \([0-9]*\).*/\1/p' <<< "$1"; }

for number in $(seq 1 "$wanted"); do
  file=$folder/$label-$number.ndjson.gz
  read -ra load <<< "$(load_of "$number")"
  until [ -e "$file" ]; do
    until [ "$label" = stalled ] || [ "$(used_percent)" -lt "$limit" ]; do :; done
    rm -f "$draft"
    said=$($millrace record --frames "$label" "$draft" --for "${SECONDS_EACH:-30}s" "${load[@]}")
    if [ "$label" = stalled ] || [ "$(foreign_of "$said")" -lt "$limit" ]; then
      mv "$draft" "$file"
      echo "$(date +%T) kept $label-$number: $said"
    else
      echo "$(date +%T) discarded: $said"
    fi
  done
  sleep "${PAUSE:-5}"
done
