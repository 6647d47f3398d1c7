package dev.parallax.core.json;

import java.math.BigDecimal;

/** Writes values in their one spelling. */
final class CanonicalJson {
  private static final int MAX_PLAIN_DIGITS = 21;
  private static final char FIRST_PRINTABLE = ' ';

  private CanonicalJson() {}

  static void write(Json value, StringBuilder out) {
    if (value instanceof Json.Text text) {
      quote(text.text(), out);
    } else if (value instanceof Json.Num number) {
      out.append(spell(number.number()));
    } else if (value instanceof Json.Bool bool) {
      out.append(bool.value());
    } else if (value instanceof Json.Items list) {
      items(list, out);
    } else if (value instanceof Json.Members object) {
      members(object, out);
    } else {
      out.append("null");
    }
  }

  private static void items(Json.Items list, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < list.items().size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(list.items().get(i), out);
    }
    out.append(']');
  }

  private static void members(Json.Members object, StringBuilder out) {
    out.append('{');
    boolean first = true;
    for (var member : object.members().entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      quote(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
    }
    out.append('}');
  }

  /** Like ECMAScript, but with every digit: a double would lose some. */
  private static String spell(BigDecimal number) {
    long digits = (long) number.precision() - number.scale();
    return number.scale() < 0 && digits <= MAX_PLAIN_DIGITS
        ? number.toPlainString()
        : number.toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> plain(text, i, c, out);
      }
    }
    out.append('"');
  }

  /** Half a surrogate pair is escaped: UTF-8 cannot hold it, and would make different texts one. */
  private static void plain(String text, int at, char c, StringBuilder out) {
    if (c < FIRST_PRINTABLE || isHalf(text, at, c)) {
      out.append(String.format("\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }

  private static boolean isHalf(String text, int at, char c) {
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
