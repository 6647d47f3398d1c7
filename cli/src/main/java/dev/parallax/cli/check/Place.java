package dev.parallax.cli.check;

/**
 * Where a record is.
 *
 * @param cluster the region whose cluster it is in; empty where one serves all regions
 * @param topic its topic
 * @param partition of the topic
 * @param offset in the partition
 */
public record Place(String cluster, String topic, int partition, long offset) {
  /** Where something is missing: nowhere in the topic. */
  static Place nowhere(String cluster, String topic) {
    return new Place(cluster, topic, -1, -1);
  }

  private boolean isNowhere() {
    return partition < 0;
  }

  @Override
  public String toString() {
    var at = isNowhere() ? topic : topic + "-" + partition + "@" + offset;
    return cluster.isEmpty() ? at : cluster + " " + at;
  }
}
