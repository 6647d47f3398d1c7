package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.accepted;
import static dev.parallax.runtime.input.RequestRecords.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parallax.core.config.InputLimits;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R5: what an input of the full size allocates on its way to a decision. A tree of it would take 6
 * to 27 MB, and fail each of the first tests.
 */
class InputMemoryTest {
  private static final int MEGABYTE = 1_000_000;
  private static final int BUFFERS = 16_000;

  /** A key is a text of its own while it is read: 48 bytes for a short one. */
  private static final int KEY = 56;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final InputLimits limits = new InputLimits(MEGABYTE, 64);
  private final RequestRecords records = new RequestRecords(limits);
  private final InputReader reader = new InputReader(limits, new ContentHash());
  private final WantedPaths wanted = new WantedPaths(Set.of("a"));

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"x\"", "\"\\u00e9\\n\"", "123456789012345.5e-7", "[[]]", "true"})
  void allocatesNothingForValuesThatItPasses(String value) {
    assertThat(allocatedByInput(full(value))).isLessThan(BUFFERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'k':[1,'v']}|1", "{'a':{'b':null}}|2", "{'x':1,'x':2,'x':3}|3"})
  void allocatesNothingButTheKeysOfObjectsThatItPasses(String value, int keys) {
    var quoted = value.replace('\'', '"');
    int values = MEGABYTE / (quoted.length() + 1);
    assertThat(allocatedByInput(full(quoted))).isLessThan((long) values * keys * KEY + BUFFERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'a':1,'rest':'#'}", "{'a':1,'rest':7#}", "{'a':1,'#':7}", "{'a':1,'b':[0.#]}"})
  void allocatesAtMostTheCharactersOfALongTokenAFewTimes(String around) {
    var input = around.replace('\'', '"').replace("#", "7".repeat(MEGABYTE - 20));
    assertThat(allocatedByInput(input)).isLessThan(5L * MEGABYTE + BUFFERS);
  }

  @Test
  void allocatesNoMoreThanTheTextForAWholeRecord() {
    var input = full("[1,\"v\"]");
    var avro = records.avro(request("e", input));
    var json = ("{\"executionId\":\"e\",\"input\":" + input + "}").getBytes(UTF_8);
    assertThat(accepted(records.read(null, avro, "a"))).isNotNull();
    assertThat(accepted(records.read(null, json, "a"))).isNotNull();
    assertThat(allocatedBy(() -> records.read(null, avro, "a"))).isLessThan(MEGABYTE + BUFFERS);
    // The text of the record, and of the input within it.
    assertThat(allocatedBy(() -> records.read(null, json, "a")))
        .isLessThan(2L * MEGABYTE + BUFFERS);
  }

  /** As many of the value as fit, behind one that is kept. */
  private static String full(String value) {
    int count = (MEGABYTE - 40) / (value.length() + 1);
    return "{\"a\":\"DE\",\"rest\":[" + (value + ",").repeat(count) + "0]}";
  }

  private long allocatedByInput(String input) {
    reader.read(input, wanted);
    assertThat(reader.fault()).isNull();
    assertThat(reader.kept().values()).containsOnlyKeys("a");
    return allocatedBy(() -> reader.read(input, wanted));
  }

  /** Bytes that this thread allocates for the work; the least of some, as a first time loads. */
  private static long allocatedBy(Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      work.run();
      long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, after - before);
    }
    return least;
  }
}
