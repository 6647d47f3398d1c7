package dev.parallax.cli.up;

import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.cli.agents.SampleRequests;
import java.util.Iterator;
import java.util.Optional;

/**
 * Sample requests that arise in one region, without end; every tenth is for agents of all regions
 * at once, unless one pattern is named. For one thread.
 */
final class RegionalSamples implements Iterator<SampleRequest> {
  static final int ROUND = 10;

  private final String region;
  private final Iterator<SampleRequest> some;
  private final Iterator<SampleRequest> everywhere;
  private int number;

  private RegionalSamples(
      String region, Iterator<SampleRequest> some, Iterator<SampleRequest> everywhere) {
    this.region = region;
    this.some = some;
    this.everywhere = everywhere;
  }

  /**
   * Requests in the order that this seed determines.
   *
   * @throws IllegalArgumentException if there are none of this pattern
   */
  static RegionalSamples of(String region, long seed, Optional<String> pattern) {
    return pattern.isPresent()
        ? alike(region, SampleRequests.seeded(seed, pattern.get()))
        : new RegionalSamples(
            region, SampleRequests.seeded(seed), SampleRequests.seeded(seed, "global-consensus"));
  }

  private static RegionalSamples alike(String region, Iterator<SampleRequest> all) {
    return new RegionalSamples(region, all, all);
  }

  /** Always. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public SampleRequest next() {
    number++;
    return (number % ROUND == 0 ? everywhere : some).next().from(region);
  }
}
