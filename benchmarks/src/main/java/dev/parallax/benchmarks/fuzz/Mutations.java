package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Valid records, and the same spoilt in every way. */
final class Mutations {
  private static final double WILD = 0.12;
  private static final long HOUR = 3_600_000;
  private static final List<String> HEADERS =
      List.of(
          "traceparent",
          "parallax.returned-from",
          "parallax.purged",
          "parallax.seal.us-east-1",
          "parallax.dead-letter.reason",
          "",
          "x");

  private final SplittableRandom random;
  private final Made made;
  private final Records records;
  private final List<Read> reads;
  private final LongSupplier now;
  private final boolean hostileClocks;

  /**
   * @param reads topics whose records are mistaken for each other
   * @param hostileClocks whether even a broker's clock may be wrong
   */
  Mutations(
      SplittableRandom random,
      Made made,
      Records records,
      List<Read> reads,
      LongSupplier now,
      boolean hostileClocks) {
    this.random = random;
    this.made = made;
    this.records = records;
    this.reads = List.copyOf(reads);
    this.now = now;
    this.hostileClocks = hostileClocks;
  }

  /** The next record for this topic. */
  Input next(Read read) {
    int kind = random.nextInt(100);
    double wildness = kind >= 50 && kind < 72 ? WILD : 0;
    var record = made.of(read, wildness);
    var input = Input.of(read, Made.key(record), records.encode(record), now.getAsLong());
    if (kind >= 72) {
      input = input.withValue(spoilt(read, record, input.value()));
    }
    if (random.nextInt(25) == 0) {
      input = input.withKey(key());
    }
    if (random.nextInt(12) == 0) {
      input = input.withHeaders(headers());
    }
    return random.nextInt(12) == 0 ? input.at(time(read)) : input;
  }

  private byte[] spoilt(Read read, GenericRecord record, byte[] value) {
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> flipped(value);
      case 3 -> Arrays.copyOf(value, random.nextInt(value.length + 1));
      case 4 -> Arrays.copyOf(value, value.length + 1 + random.nextInt(20));
      case 5 -> bytes(random.nextInt(200));
      case 6 -> withHeaderOf(value, bytes(5 + random.nextInt(100)));
      case 7 -> records.encode(made.of(reads.get(random.nextInt(reads.size())), 0));
      case 8 -> withHeaderOf(bytes(5), value);
      case 9 -> withHeaderOf(other(read, value), value);
      case 10, 11 -> json(record);
      case 12 -> lengthened(value);
      default -> random.nextBoolean() ? null : new byte[random.nextInt(6)];
    };
  }

  /** The schema of one topic before the bytes of another. */
  private byte[] other(Read read, byte[] value) {
    var strange = reads.get(random.nextInt(reads.size()));
    return strange.equals(read) ? value : records.encode(made.of(strange, 0));
  }

  private byte[] flipped(byte[] value) {
    var flipped = value.clone();
    for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /** Lengths in it, or what stands where lengths may stand, become huge. */
  private byte[] lengthened(byte[] value) {
    var lengthened = value.clone();
    int at = 5 + random.nextInt(Math.max(1, value.length - 5));
    for (int i = at; i < Math.min(at + 9, lengthened.length); i++) {
      lengthened[i] = (byte) 0xff;
    }
    return lengthened;
  }

  private static byte[] withHeaderOf(byte[] header, byte[] value) {
    var mixed = value.clone();
    System.arraycopy(header, 0, mixed, 0, Math.min(5, Math.min(header.length, mixed.length)));
    return mixed;
  }

  private byte[] json(GenericRecord record) {
    var text = record.toString();
    return switch (random.nextInt(6)) {
      case 0 -> flipped(text.getBytes(UTF_8));
      case 1 -> ("  \n" + text + text).getBytes(UTF_8);
      case 2 -> text.substring(0, random.nextInt(text.length())).getBytes(UTF_8);
      case 3 -> ("{\"unknown\":" + "[".repeat(random.nextInt(50_000))).getBytes(UTF_8);
      default -> text.replace("null", "\"\"").getBytes(UTF_8);
    };
  }

  private byte[] key() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> bytes(1 + random.nextInt(40));
      case 3 -> "k".repeat(1 << random.nextInt(18)).getBytes(UTF_8);
      default -> ("execution-0-" + random.nextInt(400)).getBytes(UTF_8);
    };
  }

  private List<Header> headers() {
    boolean many = random.nextInt(50) == 0;
    var headers = new ArrayList<Header>();
    for (int i = many ? 5_000 : 1 + random.nextInt(4); i > 0; i--) {
      var name = random.nextInt(10) == 0 ? "h".repeat(many ? 9 : 70_000) : any(HEADERS);
      headers.add(
          new RecordHeader(name, random.nextInt(5) == 0 ? null : bytes(random.nextInt(60))));
    }
    if (random.nextInt(50) == 0) {
      headers.add(new RecordHeader("large", bytes(200_000)));
    }
    return headers;
  }

  /** What the broker accepts: of times that producers set, nothing far ahead. */
  private long time(Read read) {
    if (hostileClocks && random.nextBoolean()) {
      return List.of(Long.MAX_VALUE, now.getAsLong() + 400 * 24 * HOUR, 0L).get(random.nextInt(3));
    }
    if (read.isAppendTime()) {
      return now.getAsLong() - random.nextInt(10_000);
    }
    return List.of(
            -1L, Long.MIN_VALUE, 0L, now.getAsLong() - 400 * 24 * HOUR, now.getAsLong() + HOUR - 1)
        .get(random.nextInt(5));
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
