package dev.parallax.runtime.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.schemas.BadRecordException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersTest {
  private static final Provenance FROM = new Provenance("parallax.requests", 3, 42, 7);

  @Test
  void keepsTheRecordAndSaysWhyAndFromWhere() {
    var headers = new RecordHeaders().add("traceparent", bytes("00-1"));
    var record = new Record<>(bytes("k"), bytes("v"), 7L, headers);

    var letter = letter(record);

    assertThat(letter.key()).isEqualTo(bytes("k"));
    assertThat(letter.value()).isEqualTo(bytes("v"));
    assertThat(letter.timestamp()).isEqualTo(1_000);
    assertThat(texts(letter.headers()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "traceparent",
                "00-1",
                DeadLetters.REASON,
                "UNREADABLE",
                DeadLetters.MESSAGE,
                "why",
                DeadLetters.TOPIC,
                "parallax.requests",
                DeadLetters.PARTITION,
                "3",
                DeadLetters.OFFSET,
                "42",
                DeadLetters.TIMESTAMP,
                "7"));
  }

  @Test
  void keepsNullForWhatIsNull() {
    var letter = letter(new Record<>(null, null, 0));

    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
  }

  @Test
  void cutsWhatIsTooLongAndKeepsItsLengthAndHash() throws NoSuchAlgorithmException {
    var value = new byte[DeadLetters.MAX_VALUE_BYTES + 1];
    Arrays.fill(value, (byte) 'v');
    var key = new byte[DeadLetters.MAX_KEY_BYTES + 1];

    var letter = letter(new Record<>(key, value, 0));

    assertThat(letter.value()).isEqualTo(Arrays.copyOf(value, DeadLetters.MAX_VALUE_BYTES));
    assertThat(letter.key()).hasSize(DeadLetters.MAX_KEY_BYTES);
    assertThat(texts(letter.headers()))
        .containsEntry(DeadLetters.ORIGINAL_LENGTH, "524289")
        .containsEntry(DeadLetters.KEY_ORIGINAL_LENGTH, "65537")
        .containsEntry(
            DeadLetters.SHA256,
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
  }

  @Test
  void cutsNothingThatJustFits() {
    var letter = letter(new Record<>(null, new byte[DeadLetters.MAX_VALUE_BYTES], 0));

    assertThat(letter.value()).hasSize(DeadLetters.MAX_VALUE_BYTES);
    assertThat(texts(letter.headers())).doesNotContainKey(DeadLetters.SHA256);
  }

  @Test
  void dropsHeadersThatDoNotFitAndCountsThem() {
    var headers =
        new RecordHeaders()
            .add("big", new byte[DeadLetters.MAX_HEADER_BYTES])
            .add("null", null)
            .add("small", bytes("s"));

    var letter = letter(new Record<>(null, bytes("v"), 0, headers));

    assertThat(texts(letter.headers()))
        .doesNotContainKey("big")
        .containsEntry("small", "s")
        .containsEntry("null", null)
        .containsEntry(DeadLetters.HEADERS_DROPPED, "1");
  }

  @Test
  void believesNoHeaderThatLooksLikeItsOwn() {
    var headers = new RecordHeaders().add(DeadLetters.REASON, bytes("NONE"));

    var letter = letter(new Record<>(null, bytes("v"), 0, headers));

    assertThat(letter.headers().headers(DeadLetters.REASON))
        .singleElement()
        .satisfies(header -> assertThat(header.value()).isEqualTo(bytes("UNREADABLE")));
  }

  @Test
  void shortensTheMessage() {
    var letter =
        DeadLetters.letter(
            new Record<>(null, null, 0), FROM, DeadLetterReason.INVALID, "m".repeat(5_000), 1_000);

    assertThat(texts(letter.headers()).get(DeadLetters.MESSAGE))
        .isEqualTo("m".repeat(DeadLetters.MAX_MESSAGE_CHARS) + "...");
  }

  @ParameterizedTest
  @CsvSource({
    "NO_VALUE,NO_VALUE",
    "TOO_SHORT,UNREADABLE",
    "WRONG_MAGIC,UNREADABLE",
    "UNKNOWN_SCHEMA,UNKNOWN_SCHEMA",
    "WRONG_SCHEMA,WRONG_RECORD",
    "TRUNCATED,UNREADABLE",
    "TRAILING_BYTES,UNREADABLE",
    "MALFORMED,UNREADABLE"
  })
  void hasAReasonForEveryRecordThatDoesNotDecode(
      BadRecordException.Reason decoding, DeadLetterReason reason) {
    assertThat(DeadLetterReason.of(decoding)).isEqualTo(reason);
  }

  private static Record<byte[], byte[]> letter(Record<byte[], byte[]> record) {
    return DeadLetters.letter(record, FROM, DeadLetterReason.UNREADABLE, "why", 1_000);
  }

  private static Map<String, String> texts(Headers headers) {
    var texts = new LinkedHashMap<String, String>();
    headers.forEach(
        header ->
            texts.put(
                header.key(), header.value() == null ? null : new String(header.value(), UTF_8)));
    return texts;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
