package dev.parallax.cli.agents;

/**
 * A request that the sample agents answer.
 *
 * @param name which of the samples it is
 * @param pattern that is executed
 * @param input JSON text
 * @param originRegion where it arises
 */
public record SampleRequest(String name, String pattern, String input, String originRegion) {

  /** The same, arising elsewhere. */
  public SampleRequest from(String region) {
    return new SampleRequest(name, pattern, input, region);
  }

  /** The same for another pattern. */
  public SampleRequest withPattern(String other) {
    return new SampleRequest(name, other, input, originRegion);
  }
}
