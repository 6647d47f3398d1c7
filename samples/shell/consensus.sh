#!/usr/bin/env bash
# Sends a consensus request as JSON with kcat, and prints its outcome and votes with jq.
# Usage: consensus.sh BOOTSTRAP [TEXT] (PARALLAX: another command line than this checkout's)
set -euo pipefail
parallax=${PARALLAX:-$(cd -P "$(dirname "$0")/../.." && pwd)/parallax}
bootstrap=${1:?the bootstrap servers that parallax up prints}
id=consensus-$(date +%s)-$$
jq -nc --arg id "$id" --arg text "${2:-win a free prize now}" \
  '{executionId: $id, pattern: "global-consensus", input: {text: $text}, options: {includeVotes: true}}' |
  kcat -P -b "$bootstrap" -t parallax.requests -k "$id" -H traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01

# Outcomes are Avro. A kcat with Avro (see samples/README.md) reads them by itself; this reads them by the command line.
for _ in $(seq 30); do
  outcome=$("$parallax" execution show "$id" --since 5m --output json 2>/dev/null | jq -c '.outcome // empty' || true)
  if [[ -n $outcome ]]; then
    jq '{status, reason, value, votesByRegion, answers: [.answers[]? | {agentId, region, value, confidence}]}' <<<"$outcome"
    exit 0
  fi
  sleep 1
done
echo "no outcome of $id within 30 s" >&2
exit 1
