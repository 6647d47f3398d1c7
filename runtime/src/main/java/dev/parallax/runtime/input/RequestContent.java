package dev.parallax.runtime.input;

import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What of a request's fields, the input aside, makes it another request (X9). */
final class RequestContent {
  private RequestContent() {}

  /** Feeds the fields to a hash that has taken the input already. */
  static void feed(ExecutionRequest request, ContentHash hash) {
    text(request.getPattern(), hash);
    text(request.getPatternVersion(), hash);
    texts(sorted(request.getCapabilities()), hash);
    text(request.getOriginRegion(), hash);
    text(request.getPriority(), hash);
    metadata(request.getMetadata(), hash);
    number(request.getDeadline(), hash);
    options(request.getOptions(), hash);
  }

  private static Collection<String> sorted(List<String> capabilities) {
    return capabilities.isEmpty() ? capabilities : new TreeSet<>(capabilities);
  }

  private static void metadata(Map<String, String> metadata, ContentHash hash) {
    var sorted = metadata.isEmpty() ? metadata : new TreeMap<>(metadata);
    texts(sorted.keySet(), hash);
    texts(sorted.values(), hash);
  }

  /** No options and options without any value are the same. */
  private static void options(ExecutionOptions options, ContentHash hash) {
    number(options == null ? null : options.getTimeoutMs(), hash);
    number(options == null ? null : options.getRetries(), hash);
    hash.mark(options != null && options.getIncludeVotes() ? 'v' : '-');
  }

  private static void texts(Collection<String> texts, ContentHash hash) {
    texts.forEach(text -> text(text, hash));
    hash.mark(';');
  }

  private static void text(String text, ContentHash hash) {
    if (text == null) {
      hash.mark('-');
    } else {
      hash.text('t', text);
    }
  }

  private static void number(Number number, ContentHash hash) {
    if (number == null) {
      hash.mark('-');
    } else {
      hash.mark('#');
      hash.number(number.longValue());
    }
  }
}
