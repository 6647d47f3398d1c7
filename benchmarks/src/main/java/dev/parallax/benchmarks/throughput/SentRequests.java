package dev.parallax.benchmarks.throughput;

import dev.parallax.events.ExecutionRequest;
import java.util.Random;

/**
 * The requests of a shape: from every region in turn, each with an id, a number and a piece of text
 * of its own.
 */
final class SentRequests {
  /** Wide apart, so that requests near each other share no text, which would compress away. */
  private static final int STEP = 70_001;

  private static final int PIECES = 1 << 20;

  /** Around the text, with a number of six digits. */
  private static final int AROUND = "{\"order\":123456,\"text\":\"\",\"urgent\":true}".length();

  private final Shape shape;
  private final String letters;
  private final int text;

  SentRequests(Shape shape) {
    this.shape = shape;
    this.text = Math.max(1, shape.inputBytes() - AROUND);
    var pool = new StringBuilder();
    new Random(3)
        .ints(text + (long) PIECES, 'a', 'a' + 16)
        .forEach(letter -> pool.append((char) letter));
    this.letters = pool.toString();
  }

  ExecutionRequest request(int number) {
    int at = (int) ((long) number * STEP % PIECES);
    var input =
        "{\"order\":"
            + number
            + ",\"text\":\""
            + letters.substring(at, at + text)
            + "\",\"urgent\":true}";
    return StateRecords.request(number, StateRecords.regionId(number % shape.regions()), input);
  }
}
