package dev.parallax.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decision allocates for the request and for what it chose, not for what there is to choose. */
class AllocationTest {
  private static final int DECISIONS = 4_096;
  private static final int WARM_UP_ROUNDS = 10;
  private static final Size SMALL = Size.parse("3x24");
  private static final Size LARGE = Size.parse("50x10000");

  /** A list or array of one reference per region, of 50, would be 200 bytes more. */
  private static final long TOLERANCE = 190;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({
    "latency, none",
    "latency, rules",
    "preferences, none",
    "preferences, rules",
    "affinity, none",
    "affinity, rules",
    "capability, none",
    "capability, rules",
    "weighted, none",
    "weighted, rules",
    "failover, none",
    "failover, rules"
  })
  void doesNotGrowWithTheFleet(String strategy, String residency) {
    var small = new Routes(strategy, residency, SMALL);
    var large = new Routes(strategy, residency, LARGE);
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      bytesPerDecision(small);
      bytesPerDecision(large);
    }

    assertThat(bytesPerDecision(large)).isLessThan(bytesPerDecision(small) + TOLERANCE);
  }

  private long bytesPerDecision(Routes routes) {
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < DECISIONS; i++) {
      routes.decide();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / DECISIONS;
  }
}
