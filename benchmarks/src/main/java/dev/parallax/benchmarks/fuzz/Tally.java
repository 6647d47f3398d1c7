package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.runtime.deadletter.DeadLetters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Inputs of each topic, and what became of them. */
final class Tally {
  private final Map<String, Counts> byTopic = new TreeMap<>();
  private final Map<String, Long> writtenTo = new TreeMap<>();

  /** Of one topic. */
  private static final class Counts {
    long inputs;
    long wrote;
    long crashes;
    final Map<String, Long> deadLetters = new TreeMap<>();
  }

  /** One that was fed, and what was written because of it. */
  void fed(String app, Read read, List<Driven.Written> written) {
    var counts = counts(app, read);
    counts.inputs++;
    written.forEach(one -> writtenTo.merge(app + " " + one.topic(), 1L, Long::sum));
    var reason = written.stream().flatMap(one -> reason(one).stream()).findFirst();
    if (reason.isPresent()) {
      counts.deadLetters.merge(reason.get(), 1L, Long::sum);
    } else if (!written.isEmpty()) {
      counts.wrote++;
    }
  }

  void crashed(String app, Read read) {
    var counts = counts(app, read);
    counts.inputs++;
    counts.crashes++;
  }

  private Counts counts(String app, Read read) {
    return byTopic.computeIfAbsent(app + " " + read.kind(), any -> new Counts());
  }

  private static Optional<String> reason(Driven.Written written) {
    return Optional.ofNullable(written.record().headers().lastHeader(DeadLetters.REASON))
        .filter(header -> written.topic().endsWith("dead-letters"))
        .map(header -> new String(header.value(), UTF_8));
  }

  long inputs() {
    return byTopic.values().stream().mapToLong(counts -> counts.inputs).sum();
  }

  long crashes() {
    return byTopic.values().stream().mapToLong(counts -> counts.crashes).sum();
  }

  /** Topics whose every input was a dead letter or had no effect: nothing deep was reached. */
  List<String> unreached() {
    return byTopic.entrySet().stream()
        .filter(entry -> entry.getValue().wrote == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many records the apps wrote to which topics: what was reached in them. */
  String written() {
    return writtenTo.entrySet().stream()
        .map(entry -> "%-60s %9d%n".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  /** One line for each topic. */
  String table() {
    var header =
        "%-38s %9s %9s %9s %9s %8s  %s%n"
            .formatted("topic", "inputs", "effect", "silent", "dead", "crashes", "dead letters");
    return header
        + byTopic.entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
  }

  private static String line(String topic, Counts counts) {
    long dead = counts.deadLetters.values().stream().mapToLong(Long::longValue).sum();
    return "%-38s %9d %9d %9d %9d %8d  %s%n"
        .formatted(
            topic,
            counts.inputs,
            counts.wrote,
            counts.inputs - counts.wrote - dead - counts.crashes,
            dead,
            counts.crashes,
            counts.deadLetters.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ")));
  }
}
