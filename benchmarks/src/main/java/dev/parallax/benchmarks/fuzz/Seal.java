package dev.parallax.benchmarks.fuzz;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.federation.Seals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The other regions' seals: what a peer wrote that went wrong has one as well. */
final class Seal {
  private final Map<String, Seals> seals = new HashMap<>();

  Seal(ParallaxConfig config) {
    for (var peer : config.isFederated() ? config.otherRegionIds() : List.<String>of()) {
      seals.put(peer, Seals.of(config.in(peer), World.SECRETS));
    }
  }

  /** The record with the seal of its region, if it is copied from one. */
  Input of(Input input) {
    var peer = input.read().peer();
    if (peer.isEmpty()) {
      return input;
    }
    var headers = new RecordHeaders();
    seals
        .get(peer.get())
        .seal(headers, Names.HERE, input.read().original(), input.key(), input.value());
    return input.withHeaders(List.of(headers.toArray()));
  }
}
