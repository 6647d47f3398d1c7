package dev.parallax.benchmarks;

import dev.parallax.core.routing.Input;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Requests that differ as those of many callers do, so that neither a cache nor branch prediction
 * learns them: ids, origins, inputs and capabilities are random. Seven in sixteen name capabilities
 * but no pattern, seven a pattern of one agent, two a pattern of three.
 */
final class Requests {
  private static final List<String> COUNTRIES =
      List.of("DE", "FR", "NL", "US", "CA", "IN", "JP", "BR");
  private static final List<Set<String>> CAPABILITIES =
      List.of(
          Set.of("classification"),
          Set.of("classification", "analysis"),
          Set.of("translation"),
          Set.of());

  private final SplittableRandom random = new SplittableRandom(7);
  private final Size size;

  private Requests(Size size) {
    this.size = size;
  }

  /** The same {@code count} requests in every process. */
  static Request[] of(Size size, int count) {
    var requests = new Requests(size);
    var made = new Request[count];
    for (int i = 0; i < count; i++) {
      made[i] = requests.next();
    }
    return made;
  }

  private Request next() {
    int kind = random.nextInt(16);
    Optional<String> pattern =
        kind < 7 ? Optional.empty() : Optional.of(Fleets.PATTERNS.get(kind < 14 ? kind % 3 : 3));
    return new Request(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        pattern,
        Optional.empty(),
        pattern.isPresent() ? Set.of() : CAPABILITIES.get(random.nextInt(CAPABILITIES.size())),
        input(),
        random.nextInt(8) == 0 ? Optional.empty() : Optional.of(region()),
        Optional.of(random.nextBoolean() ? "high" : "normal"),
        Map.of(),
        1,
        Set.of());
  }

  private Input input() {
    var values = new HashMap<String, Value>();
    values.put("userCountry", new Value.Text(COUNTRIES.get(random.nextInt(COUNTRIES.size()))));
    if (random.nextInt(3) == 0) {
      values.put("dataResidency", new Value.Text(random.nextBoolean() ? "eu" : "us"));
    }
    if (random.nextInt(8) == 0) {
      // The first three are never excluded, so that a template does not make it unroutable.
      values.put("region", new Value.Text(Size.regionId(random.nextInt(3))));
    }
    return Input.of(values);
  }

  private String region() {
    return Size.regionId(random.nextInt(size.regions()));
  }
}
