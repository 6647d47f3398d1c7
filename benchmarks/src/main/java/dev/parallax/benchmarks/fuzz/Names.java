package dev.parallax.benchmarks.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Few names of everything, so that records that are made apart from each other meet. */
final class Names {
  static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");
  static final String HERE = REGIONS.get(0);
  private static final List<String> AGENTS = numbered("agent", 8);
  private static final List<String> PATTERNS = numbered("pattern", 6);
  private static final List<String> CAPABILITIES = numbered("capability", 4);
  private static final List<String> COMMANDS = numbered("command", 40);
  private static final int EXECUTIONS = 400;

  private final SplittableRandom random;

  /** Executions are forgotten as time goes on: later ones have other names. */
  private int era;

  Names(SplittableRandom random) {
    this.random = random;
  }

  void nextEra() {
    era++;
  }

  String execution() {
    return "execution-" + era + "-" + random.nextInt(EXECUTIONS);
  }

  String region() {
    return random.nextInt(40) == 0 ? "mars-1" : of(REGIONS);
  }

  String agent() {
    return of(AGENTS);
  }

  String pattern() {
    return of(PATTERNS);
  }

  String capability() {
    return of(CAPABILITIES);
  }

  String command() {
    return of(COMMANDS);
  }

  String of(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private static List<String> numbered(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> name + "-" + number).toList();
  }
}
