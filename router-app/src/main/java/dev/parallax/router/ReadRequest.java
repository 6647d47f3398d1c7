package dev.parallax.router;

import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest;
import dev.parallax.runtime.input.RequestReader;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads requests, keeping of their input what the configuration and a fleet's patterns read. For
 * one thread.
 */
final class ReadRequest {
  private final RequestReader reader;
  private final Set<String> configured;
  private Set<String> ofPatterns = Set.of();
  private Set<String> all;

  /**
   * @param configured paths that the configuration reads
   */
  ReadRequest(RequestReader reader, Set<String> configured) {
    this.reader = reader;
    this.configured = configured;
    this.all = Set.copyOf(configured);
  }

  /** What the record is, to be decided by this view's fleet. */
  ParsedRequest read(Record<byte[], byte[]> record, Provenance from, FleetView view) {
    var kept = with(view.fleet().inputPaths());
    return reader.read(record.key(), record.value(), from, record.timestamp(), kept);
  }

  /** Made anew only when the patterns' own paths change. */
  private Set<String> with(Set<String> patterns) {
    if (patterns != ofPatterns) {
      var union = new TreeSet<>(configured);
      union.addAll(patterns);
      all = Set.copyOf(union);
      ofPatterns = patterns;
    }
    return all;
  }
}
