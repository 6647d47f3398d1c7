package dev.parallax.runtime.input;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;

/** Numbers of a JSON text as they are written, within what can be compared without burden. */
final class Numbers {
  /** Longest number that is compared, in characters. */
  static final int MAX_CHARS = 1_000;

  /** Most digits behind its point, and most zeros before it that an exponent stands for. */
  static final int MAX_SCALE = 2_000;

  private Numbers() {}

  /** The number that the parser stands at; null if it is out of range: 1e999999999 is short. */
  static BigDecimal read(JsonParser json) throws IOException {
    var number = json.getTextLength() > MAX_CHARS ? null : decimal(json);
    return number == null || Math.abs((long) number.scale()) > MAX_SCALE ? null : number;
  }

  /** Null if its exponent is beyond an int. */
  private static BigDecimal decimal(JsonParser json) throws IOException {
    try {
      return new BigDecimal(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
