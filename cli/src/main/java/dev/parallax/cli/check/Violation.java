package dev.parallax.cli.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;

/**
 * Something that must not be.
 *
 * @param rule that is broken, such as {@code X9}
 * @param subject id of the execution, else what it is about, such as {@code epoch 3}
 * @param at the record that shows it, or the topic in which one is missing
 * @param what is wrong, for people
 */
public record Violation(String rule, String subject, Place at, String what) {
  /** The same for programs; partition and offset are absent where a record is missing. */
  ObjectNode json() {
    var json = Json.object().put("rule", rule).put("subject", subject);
    json.put("cluster", at.cluster()).put("topic", at.topic());
    if (at.partition() >= 0) {
      json.put("partition", at.partition()).put("offset", at.offset());
    }
    return json.put("what", what);
  }

  @Override
  public String toString() {
    return "%s: %s at %s: %s".formatted(rule, subject, at, what);
  }
}
