package dev.parallax.runtime.config;

import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Literal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 with its core schema (C2): {@code NO} is a text, and nothing is taken from the
 * environment. Aliases and {@code <<} are resolved.
 */
public final class YamlDocuments {
  /** Longest text, in code points. */
  static final int MAX_SIZE = 1 << 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setCodePointLimit(MAX_SIZE)
          .setMaxAliasesForCollections(DocumentShape.MAX_ALIASES)
          .setAllowDuplicateKeys(true)
          .setAllowNonScalarKeys(true) // refused by us, with their line
          .setUseMarks(true)
          .build();

  /** The same schema, so that no text is read again as a number or as nothing. */
  private static final DumpSettings PRINTING =
      DumpSettings.builder()
          .setSchema(new CoreSchema())
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .build();

  private YamlDocuments() {}

  /**
   * The document as YAML, which {@link #parse} reads as the same.
   *
   * @param document maps, lists, texts, numbers, booleans and null, such as {@code EffectiveConfig}
   *     makes
   */
  public static String print(Map<String, Object> document) {
    return new Dump(PRINTING).dumpToString(document);
  }

  /**
   * The one document of the text, duplicate keys kept; a mapping without entries if the text is
   * empty or all comments.
   *
   * @throws MalformedDocument if it is no YAML, more than one document, larger than 1 MiB or nested
   *     more than 64 deep
   */
  public static ConfigNode parse(String text) {
    return reading(
        text,
        () ->
            composed(text)
                .map(root -> new NodeReader().read(root))
                .filter(root -> !isNothing(root))
                .orElseGet(() -> new ConfigNode.Mapping(List.of(), 1)));
  }

  /** The document's nodes with their marks; absent if it is empty. */
  static Optional<Node> compose(String text) {
    return reading(text, () -> composed(text));
  }

  private static Optional<Node> composed(String text) {
    checkSize(text);
    checkShape(text);
    return new Compose(SETTINGS).composeString(text);
  }

  private static <T> T reading(String text, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (MarkedYamlEngineException e) {
      throw new MalformedDocument(line(e), "", "is no YAML: " + problem(e));
    } catch (ReaderException e) {
      throw new MalformedDocument(line(text, e), "", "is no YAML: " + character(e));
    } catch (YamlEngineException e) {
      throw new MalformedDocument(0, "", "is no YAML: " + oneLine(e.getMessage()));
    }
  }

  private static void checkShape(String text) {
    var shape = new DocumentShape();
    new Parse(SETTINGS).parseString(text).forEach(shape::take);
  }

  private static void checkSize(String text) {
    if (text.codePointCount(0, text.length()) > MAX_SIZE) {
      throw new MalformedDocument(0, "", "is longer than the " + MAX_SIZE + " characters allowed");
    }
  }

  private static boolean isNothing(ConfigNode root) {
    return root instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Null;
  }

  private static int line(MarkedYamlEngineException e) {
    return e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(-1) + 1;
  }

  /** The position counts code points. */
  private static int line(String text, ReaderException e) {
    return 1 + (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
  }

  private static String character(ReaderException e) {
    return String.format(Locale.ROOT, "it holds the character U+%04X", e.getCodePoint());
  }

  private static String problem(MarkedYamlEngineException e) {
    var context = e.getContext() == null ? "" : e.getContext();
    return oneLine(context.isBlank() ? e.getProblem() : context + ": " + e.getProblem());
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s+", " ");
  }
}
