package dev.parallax.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parallax.benchmarks.throughput.StateRecords;
import dev.parallax.core.config.Residency;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.router.RequestPath;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fails if the way of a request through the router becomes several times slower, or allocates much
 * more. Times are compared with another's of the same process, by turns, and of each the least: a
 * busy machine lengthens both. Figures are those of the benchmarks, not of this.
 */
class SpeedGuardTest {
  private static final int REQUESTS = 2_048;
  private static final int ROUNDS = 30;

  /** Bytes. It is about 8,000. */
  private static final long MOST_ALLOCATED = 11_000;

  /** It is about 12. */
  private static final double MOST_CODINGS = 30;

  /** It is about 2: a tree of 100 times as many agents is deeper, and not in the cache. */
  private static final double MOST_GROWTH = 6;

  private static RequestPath path;

  @BeforeAll
  static void build() {
    var size = new Size(1, StateRecords.AGENTS);
    path =
        new RequestPath(
            Configs.of(size, Strategies.named("latency", size), Residency.NONE), REQUESTS);
  }

  @Test
  void aRequestAllocatesNoMore() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS / 2; round++) {
      path.begin();
      long before = threads.getCurrentThreadAllocatedBytes();
      path.process();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(least / REQUESTS).as("bytes that a request allocates").isLessThan(MOST_ALLOCATED);
  }

  /** Reading and writing the request's own record stands for what codecs alone would take. */
  @Test
  void aRequestTakesNoMoreThanSomeCodingsOfIt() {
    var coding = new Coding();

    double ratio =
        leastRatio(
            () -> {
              path.begin();
              path.process();
            },
            coding::run);

    assertThat(ratio).as("codings of it that a request takes").isLessThan(MOST_CODINGS);
  }

  @Test
  void aDecisionAmong100000AgentsTakesLittleMoreThanAmong1000() {
    var large = new Routes("latency", "none", new Size(3, 100_000));
    var small = new Routes("latency", "none", new Size(3, 1_000));

    double ratio = leastRatio(() -> decide(large), () -> decide(small));

    assertThat(ratio).as("times as long as with 1,000 agents").isLessThan(MOST_GROWTH);
  }

  private static void decide(Routes routes) {
    for (int i = 0; i < REQUESTS; i++) {
      routes.decide();
    }
  }

  private static double leastRatio(Runnable judged, Runnable yardstick) {
    long leastJudged = Long.MAX_VALUE;
    long leastYardstick = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      leastJudged = Math.min(leastJudged, nanos(judged));
      leastYardstick = Math.min(leastYardstick, nanos(yardstick));
    }
    return (double) leastJudged / leastYardstick;
  }

  private static long nanos(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return System.nanoTime() - began;
  }

  /** Decodes and encodes requests. */
  private static final class Coding {
    private final AvroCodecs codecs = new AvroCodecs(new InMemorySchemaRegistry());
    private final List<byte[]> records = new ArrayList<>();

    Coding() {
      var encoder = codecs.encoder("requests", ExecutionRequest.class);
      IntStream.range(0, REQUESTS)
          .mapToObj(StateRecords::request)
          .forEach(request -> records.add(encoder.encode(request)));
    }

    void run() {
      var decoder = codecs.decoder(ExecutionRequest.class);
      var encoder = codecs.encoder("requests", ExecutionRequest.class);
      for (var record : records) {
        if (encoder.encode(decoder.decode(record)).length != record.length) {
          throw new IllegalStateException("it became another record");
        }
      }
    }
  }
}
