package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.router.state.HeaderRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers that travel with an execution (X11): those of its request, except our own ({@code
 * parallax.*}), in order, as long as they fit in 32 headers and 8 KiB; a trace context takes about
 * 100 bytes.
 */
final class CarriedHeaders {
  static final int MAX_HEADERS = 32;
  static final int MAX_BYTES = 8_192;
  static final String OURS = "parallax.";

  private CarriedHeaders() {}

  static List<HeaderRow> of(Headers headers) {
    var carried = new ArrayList<HeaderRow>();
    var room = MAX_BYTES;
    for (var header : headers) {
      if (header.key().startsWith(OURS)) {
        continue;
      }
      int size = bytes(header);
      if (size > room || carried.size() == MAX_HEADERS) {
        continue;
      }
      room -= size;
      carried.add(
          new HeaderRow(
              header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value())));
    }
    return carried;
  }

  private static int bytes(Header header) {
    int value = header.value() == null ? 0 : header.value().length;
    return header.key().getBytes(UTF_8).length + value;
  }

  static Headers headers(List<HeaderRow> carried) {
    var headers = new RecordHeaders();
    carried.forEach(header -> headers.add(header.getKey(), bytes(header.getValue())));
    return headers;
  }

  private static byte[] bytes(ByteBuffer value) {
    if (value == null) {
      return null;
    }
    var bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }
}
