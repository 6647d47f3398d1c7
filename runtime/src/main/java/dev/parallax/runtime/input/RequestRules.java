package dev.parallax.runtime.input;

import dev.parallax.core.config.InputLimits;
import dev.parallax.events.ExecutionRequest;

/**
 * What the fields of a request may be. Every bound is one on the records that are made of it: a
 * decision repeats the names, a task the input.
 *
 * @param limits of the input
 */
record RequestRules(InputLimits limits) {
  /** Longest executionId, pattern, patternVersion, originRegion, capability, metadata key. */
  static final int MAX_NAME_CHARS = 256;

  /** Longest priority, and longest value of the metadata. */
  static final int MAX_TEXT_CHARS = 1_024;

  static final int MAX_CAPABILITIES = 32;
  static final int MAX_METADATA = 64;

  /** The first fault, naming the field and what to do; null if there is none. */
  String fault(ExecutionRequest request) {
    var fault = names(request);
    fault = fault != null ? fault : capabilities(request);
    fault = fault != null ? fault : metadata(request);
    fault = fault != null ? fault : options(request);
    return fault != null ? fault : input(request);
  }

  /** Whether nothing in it is longer, or more, than allowed. */
  boolean isBounded(ExecutionRequest request) {
    return isShort(request.getExecutionId(), MAX_NAME_CHARS)
        && isShort(request.getPattern(), MAX_NAME_CHARS)
        && isShort(request.getPatternVersion(), MAX_NAME_CHARS)
        && isShort(request.getOriginRegion(), MAX_NAME_CHARS)
        && isShort(request.getPriority(), MAX_TEXT_CHARS)
        && request.getCapabilities().size() <= MAX_CAPABILITIES
        && request.getCapabilities().stream().allMatch(name -> isShort(name, MAX_NAME_CHARS))
        && request.getMetadata().size() <= MAX_METADATA
        && request.getMetadata().entrySet().stream()
            .allMatch(
                entry ->
                    isShort(entry.getKey(), MAX_NAME_CHARS)
                        && isShort(entry.getValue(), MAX_TEXT_CHARS))
        && input(request) == null;
  }

  /** What is wrong with an identifier; null if nothing is. */
  static String name(String field, String name) {
    if (name.length() > MAX_NAME_CHARS) {
      return field + " is longer than " + MAX_NAME_CHARS + " characters; shorten it";
    }
    if (name.isBlank()) {
      return field + " is blank; give it a value, or leave it out";
    }
    if (Texts.hasControl(name)) {
      return field + " holds a control character; use printable ones";
    }
    // Decoders put it where bytes were no UTF-8: different names would become one.
    if (name.indexOf(Texts.REPLACEMENT) >= 0) {
      return field + " holds U+FFFD, the mark of bytes that were no UTF-8; send UTF-8";
    }
    if (!Texts.isWellFormed(name)) {
      return field + " holds half a character; send UTF-8";
    }
    return null;
  }

  private static String optionalName(String field, String name) {
    return name == null ? null : name(field, name);
  }

  private static String names(ExecutionRequest request) {
    var fault = optionalName("pattern", request.getPattern());
    if (fault == null) {
      fault = optionalName("patternVersion", request.getPatternVersion());
    }
    if (fault == null && request.getPatternVersion() != null && request.getPattern() == null) {
      fault = "patternVersion stands without pattern (R21); name the pattern, or no version";
    }
    if (fault == null) {
      fault = optionalName("originRegion", request.getOriginRegion());
    }
    if (fault == null && !isShort(request.getPriority(), MAX_TEXT_CHARS)) {
      fault = "priority is longer than " + MAX_TEXT_CHARS + " characters; shorten it";
    }
    return fault;
  }

  private static String capabilities(ExecutionRequest request) {
    if (request.getCapabilities().size() > MAX_CAPABILITIES) {
      return "capabilities are more than " + MAX_CAPABILITIES + "; name fewer";
    }
    for (var capability : request.getCapabilities()) {
      var fault = name("a capability", capability);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static String metadata(ExecutionRequest request) {
    if (request.getMetadata().size() > MAX_METADATA) {
      return "metadata has more than " + MAX_METADATA + " entries; send fewer";
    }
    for (var entry : request.getMetadata().entrySet()) {
      if (!isShort(entry.getKey(), MAX_NAME_CHARS)) {
        return "a key of metadata is longer than " + MAX_NAME_CHARS + " characters; shorten it";
      }
      if (!isShort(entry.getValue(), MAX_TEXT_CHARS)) {
        return "a value of metadata is longer than " + MAX_TEXT_CHARS + " characters; shorten it";
      }
    }
    return null;
  }

  private static String options(ExecutionRequest request) {
    var options = request.getOptions();
    if (options != null && options.getTimeoutMs() != null && options.getTimeoutMs() <= 0) {
      return "options.timeoutMs must be more than 0 ms; leave it out for the default";
    }
    if (options != null && options.getRetries() != null && options.getRetries() < 0) {
      return "options.retries must be 0 or more; leave it out for the default";
    }
    return null;
  }

  private String input(ExecutionRequest request) {
    var input = request.getInput();
    // A character is 1 to 3 bytes: most inputs are judged by their length alone.
    if (input.length() * 3L <= limits.maxBytes() || Texts.utf8Length(input) <= limits.maxBytes()) {
      return null;
    }
    return "input is longer than input.maxBytes, " + limits.maxBytes() + " bytes; send less";
  }

  private static boolean isShort(String text, int most) {
    return text == null || text.length() <= most;
  }
}
