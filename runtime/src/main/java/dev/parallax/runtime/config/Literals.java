package dev.parallax.runtime.config;

import dev.parallax.core.config.Literal;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What scalars mean by the core schema of YAML 1.2 (C2). */
final class Literals {
  /** Digits before or after the point; more is no figure that a configuration needs. */
  private static final int MAX_SCALE = 400;

  private static final Literal NULL = new Literal.Null();

  private Literals() {}

  static Literal read(ScalarNode scalar) {
    var tag = scalar.getTag();
    var text = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      return NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return bool(scalar, text);
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(scalar, text);
    }
    // ${NAME} has a tag of its own; it is not ours to replace.
    if (tag.equals(Tag.STR) || tag.equals(Tag.ENV_TAG) || tag.equals(Tag.MERGE)) {
      return new Literal.Text(text);
    }
    // Tags such as !secret and !vault stand before what nobody should see.
    throw NodeReader.unknownTag(scalar);
  }

  private static Literal bool(ScalarNode scalar, String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> new Literal.Bool(true);
      case "false", "False", "FALSE" -> new Literal.Bool(false);
      default -> throw fault(scalar, "is neither true nor false");
    };
  }

  private static Literal number(ScalarNode scalar, String text) {
    try {
      if (text.startsWith("0x")) {
        return new Literal.Num(new BigDecimal(new BigInteger(text.substring(2), 16)));
      }
      if (text.startsWith("0o")) {
        return new Literal.Num(new BigDecimal(new BigInteger(text.substring(2), 8)));
      }
      if (text.length() <= MAX_SCALE) {
        var number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= MAX_SCALE) {
          return new Literal.Num(number);
        }
      }
    } catch (NumberFormatException e) {
      throw fault(scalar, "is not a number that can be compared: put a text in quotes");
    }
    throw fault(scalar, "is a number beyond all bounds: put a text in quotes");
  }

  private static MalformedDocument fault(ScalarNode scalar, String predicate) {
    var text = scalar.getValue();
    var shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
    return new MalformedDocument(NodeReader.line(scalar), shown, shown + " " + predicate);
  }
}
