package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** YAML documents, spoilt. */
final class YamlMutations {
  private static final List<String> VALUES =
      List.of(
          "null",
          "~",
          "''",
          "true",
          "NO",
          "-1",
          "0",
          "99999999999999999999",
          "9223372036854775807",
          "1e400",
          ".nan",
          "-.inf",
          "0x1F",
          "0o17",
          "10s",
          "9999999999999h",
          "-5s",
          "0s",
          "292277026596y",
          "[]",
          "{}",
          "[[[[]]]]",
          "{a: {b: {c: d}}}",
          "[1, two, null, {}]",
          "us-east-1",
          "US_EAST",
          "mars-1",
          "$input.",
          "$input.a || ",
          "\"*\"",
          "*check",
          "&a [*a]",
          "!!int x",
          "!<tag:x> y",
          "2001-12-14",
          "\"\\u0000\\e[31m\"",
          "\"\\ud800\"",
          "|\n  a\n  b",
          "${ENV}",
          "latency",
          "active-passive");
  private static final List<String> LINES =
      List.of(
          "unknown: 1",
          "routing: {}",
          "? [complex, key]\n: 1",
          "<<: {regions: [{id: x}]}",
          "<<: 7",
          "...\n---\na: 1",
          "%YAML 1.1",
          "\t- tab",
          "regions: &r [*r]",
          "\"\": \"\"",
          "1: 2",
          "null: null");

  private final SplittableRandom random;

  YamlMutations(SplittableRandom random) {
    this.random = random;
  }

  /** A document like this one, spoilt in one to three ways. */
  byte[] of(String document) {
    var text = document;
    for (int ways = Math.max(1, random.nextInt(4)); ways > 0; ways--) {
      text = spoilt(text);
    }
    var bytes = text.getBytes(UTF_8);
    for (int flips = random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 0; flips > 0; flips--) {
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }

  private String spoilt(String text) {
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> {
        return otherValue(text);
      }
      case 4 -> lines.remove(at);
      case 5 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 6 -> lines.add(at, LINES.get(random.nextInt(LINES.size())));
      case 7 -> lines.set(at, " ".repeat(random.nextInt(6)) + lines.get(at).strip());
      case 8 -> {
        return text.substring(0, random.nextInt(text.length() + 1));
      }
      case 9 -> {
        return random.nextInt(20) == 0 ? giant(text) : otherValue(text);
      }
      case 10 -> {
        return keyMisspelt(text);
      }
      default -> lines.set(at, lines.get(random.nextInt(lines.size())));
    }
    return String.join("\n", lines);
  }

  /** What follows some colon, up to where it may end, becomes another value. */
  private String otherValue(String text) {
    int colon = text.indexOf(": ", random.nextInt(text.length() + 1));
    if (colon < 0) {
      return text + "\nrouting: " + value();
    }
    int end = colon + 2;
    while (end < text.length() && ",}]\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, colon + 2) + value() + text.substring(end);
  }

  private String value() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private String keyMisspelt(String text) {
    int colon = text.indexOf(':', random.nextInt(text.length() + 1));
    return colon < 1 ? text : text.substring(0, colon - 1) + text.substring(colon);
  }

  private String giant(String text) {
    return switch (random.nextInt(6)) {
      case 0 -> text + "\nkafka: {properties: {a: \"" + "x".repeat(1_200_000) + "\"}}";
      case 1 -> text + "\nx: " + "[".repeat(2_000);
      case 2 -> text + "\nx: " + "{a: ".repeat(100) + "1" + "}".repeat(100);
      case 3 ->
          "a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c]\n"
              + text;
      case 4 -> text + "\nregions: [" + "{id: a},".repeat(5_000) + "]";
      default -> text + "\n" + "k: v\n".repeat(20_000);
    };
  }
}
