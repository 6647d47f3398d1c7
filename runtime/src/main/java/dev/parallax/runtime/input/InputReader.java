package dev.parallax.runtime.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.parallax.core.config.InputLimits;
import dev.parallax.core.routing.Input;
import java.io.IOException;

/** Reads inputs (R5), one after the other, and feeds each to the content hash. For one thread. */
final class InputReader {
  /** Beyond this depth the parser itself gives up: its memory grows with the depth. */
  private static final int PARSER_DEPTH = 1_000;

  private final ContentHash hash;
  private final InputWalk walk;
  private final JsonFactory json;
  private String fault;

  InputReader(InputLimits limits, ContentHash hash) {
    this.hash = hash;
    this.walk = new InputWalk(limits.maxDepth(), hash);
    this.json = JsonTexts.parsers(Math.max(PARSER_DEPTH, limits.maxDepth() + 2));
  }

  JsonParser parser(String text) throws IOException {
    return json.createParser(text);
  }

  /** Reads an input that is a JSON text of its own; what is wrong with it is a {@link #fault}. */
  void read(String text, WantedPaths wanted) {
    fault = null;
    try (var parser = parser(text)) {
      if (parser.nextToken() == null) {
        unreadable(text, " is empty; leave it out, or send {}");
        return;
      }
      walk.read(parser, wanted);
      fault = walk.fault();
      if (parser.nextToken() != null) {
        unreadable(text, " holds more than one JSON value; send one");
      }
    } catch (StreamConstraintsException e) {
      unreadable(text, walk.tooDeep());
    } catch (JsonProcessingException e) {
      // Not the parser's message: it quotes the input.
      unreadable(
          text,
          " is no JSON text (R5), from character "
              + e.getLocation().getCharOffset()
              + " on; a plain text needs quotes, or an object such as {\"text\": \"...\"}");
    } catch (IOException e) {
      throw new IllegalStateException("reading a text failed", e);
    }
  }

  /** Reads an input that is part of a JSON request: the value whose first token was just read. */
  void read(JsonParser request, WantedPaths wanted) throws IOException {
    walk.read(request, wanted);
    fault = walk.fault();
  }

  /** What is wrong with the last input, for its sender; null if nothing is. */
  String fault() {
    return fault;
  }

  /** What was kept of the last input. */
  Input kept() {
    return walk.kept();
  }

  /** What is wrong with a request that goes deeper than the parser goes. */
  String tooDeep() {
    return "the request" + walk.tooDeep();
  }

  private void unreadable(String text, String why) {
    fault = "input" + why;
    hash.begin();
    hash.text('x', text);
  }
}
