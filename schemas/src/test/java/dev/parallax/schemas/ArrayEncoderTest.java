package dev.parallax.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of Avro's own encoder, whatever is written and however often the array grows. */
class ArrayEncoderTest {
  private static final byte[] HEADER = {7, 8, 9};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void writesWhatAvrosEncoderWrites(long seed) throws IOException {
    var encoder = new ArrayEncoder();
    for (int values : new int[] {0, 1, 20, 2_000, 3}) {
      encoder.begin(HEADER);
      write(new Random(seed), values, encoder);
      assertThat(encoder.written()).isEqualTo(expected(seed, values));
    }
  }

  private static byte[] expected(long seed, int values) throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(HEADER);
    var avro = EncoderFactory.get().binaryEncoder(out, null);
    write(new Random(seed), values, avro);
    avro.flush();
    return out.toByteArray();
  }

  private static void write(Random random, int values, Encoder encoder) throws IOException {
    for (int i = 0; i < values; i++) {
      encoder.writeBoolean(random.nextBoolean());
      encoder.writeInt(random.nextInt() >> random.nextInt(32));
      encoder.writeLong(random.nextLong() >> random.nextInt(64));
      encoder.writeFloat(random.nextFloat());
      encoder.writeDouble(random.nextDouble());
      encoder.writeString(text(random));
      encoder.writeBytes(ByteBuffer.wrap(bytes(random)));
      encoder.writeBytes(ByteBuffer.wrap(bytes(random)).asReadOnlyBuffer());
      encoder.writeIndex(random.nextInt(3));
      encoder.writeEnum(random.nextInt(9));
      encoder.writeArrayStart();
      encoder.setItemCount(1);
      encoder.startItem();
      encoder.writeFixed(bytes(random));
      encoder.writeArrayEnd();
    }
    for (var edge : Arrays.asList(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L)) {
      encoder.writeLong(edge);
      encoder.writeInt(edge.intValue());
    }
    encoder.writeString("");
  }

  private static String text(Random random) {
    return new String(Character.toChars(random.nextInt(0xd800))).repeat(random.nextInt(200));
  }

  private static byte[] bytes(Random random) {
    var bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }
}
