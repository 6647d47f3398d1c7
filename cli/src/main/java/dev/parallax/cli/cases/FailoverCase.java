package dev.parallax.cli.cases;

import dev.parallax.core.config.ParallaxConfig;
import java.util.List;

/**
 * A failover case, whole and without faults.
 *
 * @param file that it stands in
 * @param line of that file where it begins, from 1
 * @param name says what must hold
 * @param config by which regions are judged and moved
 * @param timeline what happens, in order of time
 */
record FailoverCase(
    SourceFile file, int line, String name, ParallaxConfig config, List<Moment> timeline)
    implements Case {
  FailoverCase {
    timeline = List.copyOf(timeline);
  }

  @Override
  public Verdict judge() {
    return new Simulation(this).judge();
  }
}
