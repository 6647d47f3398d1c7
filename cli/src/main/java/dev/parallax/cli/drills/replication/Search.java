package dev.parallax.cli.drills.replication;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Looks for names in every record of every topic, whatever the topic is for. */
final class Search {
  private static final Duration READ = Duration.ofMinutes(2);

  private Search() {}

  /** Where the names are although they should be in one region only, a line each. */
  static List<String> leaks(
      RegionClusters clusters, AvroCodecs codecs, String origin, List<String> names) {
    var leaks = new TreeSet<String>();
    clusters
        .byRegion()
        .forEach(
            (region, there) -> {
              if (!region.equals(origin)) {
                search(there, codecs, names).forEach(found -> leaks.add(region + ": " + found));
              }
            });
    return List.copyOf(leaks);
  }

  private static Set<String> search(Connection there, AvroCodecs codecs, List<String> names) {
    var found = new TreeSet<String>();
    try (var admin = ClusterAdmin.open(there);
        var follower = TopicFollower.open(there, codecs)) {
      for (var topic : admin.names()) {
        follower.followRecords(
            new TopicSpec(topic, Optional.empty(), 1, Map.of(), ""),
            record ->
                names.stream()
                    .filter(name -> isIn(record, name))
                    .forEach(name -> found.add(name + " in topic " + topic)));
      }
      follower.catchUp(READ);
    }
    return found;
  }

  private static boolean isIn(ConsumerRecord<byte[], byte[]> record, String name) {
    return text(record.key()).contains(name) || text(record.value()).contains(name);
  }

  /** One character a byte, so that nothing is lost of what is no text. */
  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
