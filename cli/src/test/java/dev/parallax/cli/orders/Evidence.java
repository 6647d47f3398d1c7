package dev.parallax.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.TestCluster;
import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.HealthProbe;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes of every region by another, and an agent in each, until it is closed. */
final class Evidence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);
  private static final long EVERY_MS = 200;

  private final TestCluster cluster;
  private final List<String> regions;
  private final Set<String> sick = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  Evidence(TestCluster cluster, List<String> regions) {
    this.cluster = cluster;
    this.regions = regions;
    var unused =
        thread.scheduleAtFixedRate(this::writeAllOrLog, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** From now on its probes fail. */
  void makeSick(String region) {
    sick.add(region);
  }

  /** One that fails, as when the broker is slow to answer, must not end all that come after it. */
  private void writeAllOrLog() {
    try {
      writeAll();
    } catch (RuntimeException e) {
      LOG.warn("Evidence is missing once", e);
    }
  }

  private void writeAll() {
    for (int i = 0; i < regions.size(); i++) {
      probe(regions.get((i + 1) % regions.size()), regions.get(i));
      beat(regions.get(i));
    }
  }

  private void probe(String observer, String target) {
    boolean ok = !sick.contains(target);
    cluster.put(
        cluster.topics().probes(),
        observer + ">" + target,
        new HealthProbe(
            observer,
            target,
            ok,
            ok ? 85.0 : null,
            ok ? null : "refused",
            System.currentTimeMillis()));
  }

  private void beat(String region) {
    cluster.put(
        cluster.topics().heartbeats(),
        "agent-" + region,
        AgentHeartbeat.newBuilder()
            .setAgentId("agent-" + region)
            .setIncarnation("1")
            .setPartition(0)
            .setRegion(region)
            .setCapabilities(List.of("classification"))
            .setMaxConcurrency(4)
            .setSentAt(System.currentTimeMillis())
            .build());
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
