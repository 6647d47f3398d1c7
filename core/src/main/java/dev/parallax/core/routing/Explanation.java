package dev.parallax.core.routing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a decision came about (R18). Holds paths and rule numbers, never values of the input.
 *
 * @param executionId the execution
 * @param attempt from 1
 * @param origin region of origin that was used (R2); absent if the request names an undefined one
 * @param pattern name of the pattern
 * @param patternVersion version that was used; absent if there is none
 * @param strategy strategy of the configuration
 * @param rule the residency and affinity rules that matched, with their numbers from 1
 * @param required all capabilities that were required (R4)
 * @param regions one per configured region, in the configuration's order
 * @param configHash hash of the configuration
 * @param epoch failover epoch that was seen
 */
public record Explanation(
    String executionId,
    int attempt,
    Optional<String> origin,
    Optional<String> pattern,
    Optional<String> patternVersion,
    String strategy,
    Optional<String> rule,
    Set<String> required,
    List<RegionExplanation> regions,
    String configHash,
    long epoch) {

  /** All capabilities that were required, sorted. */
  public List<String> requiredCapabilities() {
    return required.size() < 2 ? List.copyOf(required) : required.stream().sorted().toList();
  }

  /** The whole as text for people: a line about the request, then one per region. */
  public String text() {
    var text = new StringBuilder("strategy ").append(strategy);
    origin.ifPresent(region -> text.append(", origin ").append(region));
    pattern.ifPresent(name -> text.append(", pattern ").append(name));
    patternVersion.ifPresent(version -> text.append(' ').append(version));
    rule.ifPresent(matched -> text.append(", ").append(matched));
    if (!required.isEmpty()) {
      text.append(", requires ").append(String.join(" and ", requiredCapabilities()));
    }
    text.append(", configuration ").append(configHash).append(", epoch ").append(epoch);
    for (var region : regions) {
      text.append("\n  ");
      region.appendTo(text);
    }
    return text.toString();
  }
}
