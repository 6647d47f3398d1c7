package dev.parallax.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.events.AgreementView;
import dev.parallax.events.FailoverEvent;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the control planes of all regions say. One thread. */
final class Witnesses implements AutoCloseable {
  private static final Duration SETTLE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Map<String, Witness> byRegion = new LinkedHashMap<>();

  static Witnesses open(RegionClusters clusters, AvroCodecs codecs) {
    var witnesses = new Witnesses();
    clusters
        .byRegion()
        .forEach(
            (region, connection) ->
                witnesses.byRegion.put(region, Witness.open(region, connection, codecs)));
    return witnesses;
  }

  /** The one of a region, up to date. */
  Witness of(String region) {
    return byRegion.get(region).readOn();
  }

  private Witnesses readOn() {
    byRegion.values().forEach(Witness::readOn);
    return this;
  }

  /** Waits until all see all regions well, and this one active. */
  void awaitSettled(String active) {
    await("every control plane sees every region well, and " + active + " active")
        .atMost(SETTLE)
        .pollInterval(LOOK)
        .untilAsserted(
            () ->
                assertThat(readOn().byRegion.values())
                    .as(text())
                    .allMatch(witness -> witness.isSettled(active, byRegion.size())));
  }

  /**
   * Waits until all tell the same failover state, and know the same number of changes of it.
   *
   * @return after how many ms
   */
  long awaitAgreement() {
    long from = System.nanoTime();
    await("all control planes agree")
        .atMost(SETTLE)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .untilAsserted(() -> assertThat(readOn().agree()).as(text()).isTrue());
    return Duration.ofNanos(System.nanoTime() - from).toMillis();
  }

  private boolean agree() {
    var all = byRegion.values();
    return all.stream().allMatch(Witness::hearsMajority)
        && all.stream().map(Witness::failoverState).distinct().count() == 1
        && all.stream()
                .map(witness -> witness.agreement().map(AgreementView::getNumber))
                .distinct()
                .count()
            == 1;
  }

  /** One region is active in an epoch, whoever is asked, and all were told the same changes. */
  void assertOneHistory() {
    var actives = new TreeMap<Long, Set<String>>();
    readOn()
        .byRegion
        .values()
        .forEach(
            witness ->
                witness
                    .actives()
                    .forEach(
                        (epoch, regions) ->
                            actives
                                .computeIfAbsent(epoch, unseen -> new TreeSet<>())
                                .addAll(regions)));
    assertThat(actives).allSatisfy((epoch, regions) -> assertThat(regions).hasSize(1));
    await("all topics of failovers hold the same changes")
        .atMost(SETTLE)
        .untilAsserted(
            () ->
                assertThat(
                        readOn().byRegion.values().stream()
                            .map(Witness::changes)
                            .collect(Collectors.toSet()))
                    .hasSize(1));
    assertThat(of(byRegion.keySet().iterator().next()).changes())
        .extracting(FailoverEvent::getEpoch)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  /** For people. */
  String text() {
    return byRegion.values().stream().map(Witness::text).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    byRegion.values().forEach(Witness::close);
  }
}
