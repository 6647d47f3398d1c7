#!/usr/bin/env bash
# Sends a request that nobody can answer yet, which is held for 10 s, and cancels it.
# Cancellations are Avro, so that kcat cannot write them: the command line does.
# Usage: cancel.sh BOOTSTRAP (PARALLAX: another command line than this checkout's)
set -euo pipefail
parallax=${PARALLAX:-$(cd -P "$(dirname "$0")/../.." && pwd)/parallax}
bootstrap=${1:?the bootstrap servers that parallax up prints}
id=cancelled-$(date +%s)-$$
jq -nc --arg id "$id" '{executionId: $id, capabilities: ["levitation"], input: {}}' |
  kcat -P -b "$bootstrap" -t parallax.requests -k "$id"
"$parallax" execution cancel "$id" --reason 'on second thoughts'
"$parallax" execution purge "$id"
