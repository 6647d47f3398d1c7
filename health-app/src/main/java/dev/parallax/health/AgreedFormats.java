package dev.parallax.health;

import dev.parallax.core.federation.Agreed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The formats of what regions agree on that a release reads and writes.
 *
 * @param formats from number 1 on, without a gap
 */
record AgreedFormats(List<AgreedFormat> formats) {
  /** Those of this release. Add to them, in {@code rows/}; never change one. */
  static final AgreedFormats OF_THIS_RELEASE = packaged(1);

  /** A value of a release that knows more. */
  static final class NewerFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NewerFormatException(int format, int newest) {
      super(
          "its value is of format %d, and the newest that this release understands is %d: upgrade this region"
              .formatted(format, newest));
    }
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if numbers are not 1, 2 and so on
   */
  AgreedFormats {
    formats = List.copyOf(formats);
    for (int i = 0; i < formats.size(); i++) {
      if (formats.get(i).number() != i + 1) {
        throw new IllegalArgumentException("format " + formats.get(i).number() + " is misplaced");
      }
    }
  }

  static AgreedFormats packaged(int newest) {
    return new AgreedFormats(
        IntStream.rangeClosed(1, newest).mapToObj(AgreedFormat::packaged).toList());
  }

  /** Number of the newest. */
  int newest() {
    return formats.size();
  }

  /** In the format that was agreed. */
  ByteBuffer write(Agreed value) {
    return of(value.format()).write(value);
  }

  /** As every release understands it, the oldest included. */
  ByteBuffer writeForAll(Agreed value) {
    return of(Agreed.FIRST_FORMAT).write(value);
  }

  /**
   * @throws NewerFormatException if this release does not know the format
   * @throws IllegalArgumentException if the value is not of the format
   */
  Agreed read(int format, ByteBuffer value) {
    return of(format).read(value);
  }

  private AgreedFormat of(int format) {
    if (format > newest()) {
      throw new NewerFormatException(format, newest());
    }
    if (format < 1) {
      throw new IllegalArgumentException("its value is of format " + format + ", which is none");
    }
    return formats.get(format - 1);
  }
}
