package dev.parallax.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How large a fleet is.
 *
 * @param regions configured, each with agents
 * @param agents in all regions together
 */
record Size(int regions, int agents) {
  /** Reads {@code 3x24}: regions, then agents in all. */
  static Size parse(String text) {
    int cross = text.indexOf('x');
    return new Size(
        Integer.parseInt(text, 0, cross, 10), Integer.parseInt(text, cross + 1, text.length(), 10));
  }

  List<String> regionIds() {
    return IntStream.range(0, regions).mapToObj(Size::regionId).toList();
  }

  static String regionId(int region) {
    return "region-" + region;
  }
}
