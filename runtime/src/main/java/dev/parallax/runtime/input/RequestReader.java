package dev.parallax.runtime.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.routing.Request;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.RegistryException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads records of the requests topic: Avro in the wire format, or JSON (white space, then an
 * object, in UTF-8) with the same field names. The whole input is parsed (R5), once, and of it only
 * the wanted values are kept. For <b>one thread</b>.
 *
 * <p>The content hash covers what a request asks for: pattern and version, the set of capabilities,
 * input, origin, priority, metadata, deadline and options; neither executionId nor requestedAt, nor
 * how the record is encoded. Within the input neither white space nor how characters are escaped
 * counts, but the order of keys does, and how numbers are written.
 */
public final class RequestReader {
  /** How much longer than its text a JSON string can be: backslash, u, four digits. */
  private static final long ESCAPED = 6;

  /** Room for all fields but the input, escaped, and for white space. */
  private static final long OTHER_FIELDS = 1 << 20;

  private final AvroDecoder<ExecutionRequest> avro;
  private final Deadlines deadlines;
  private final RequestRules rules;
  private final ContentHash hash = new ContentHash();
  private final InputReader inputs;
  private final long maxValueBytes;
  private WantedPaths wanted = new WantedPaths(Set.of());

  /**
   * @param avro serves this reader alone
   * @param config gives limits, defaults and the idempotence window
   */
  public RequestReader(AvroDecoder<ExecutionRequest> avro, ParallaxConfig config) {
    this.avro = avro;
    this.deadlines = Deadlines.of(config);
    this.rules = new RequestRules(config.input());
    this.inputs = new InputReader(config.input(), hash);
    this.maxValueBytes = ESCAPED * config.input().maxBytes() + OTHER_FIELDS;
  }

  /**
   * What the record is. Never throws for what is in it.
   *
   * @param key of the record, or null
   * @param value of the record, or null
   * @param from where it was read
   * @param appendTime its timestamp, ms since the epoch (UTC)
   * @param paths of the input to be kept, {@code a.b} for {@code input.a.b}
   * @throws RegistryException if the registry did not say what the bytes are: UNREACHABLE,
   *     UNAUTHORISED or REFUSED; nothing is known about the record
   */
  public ParsedRequest read(
      byte[] key, byte[] value, Provenance from, long appendTime, Set<String> paths) {
    if (value == null) {
      return new ParsedRequest.Poison(
          DeadLetterReason.NO_VALUE, "the record has no value; send a request");
    }
    if (value.length > maxValueBytes) {
      return new ParsedRequest.Poison(
          DeadLetterReason.OVERSIZE,
          value.length + " bytes are more than any valid request can take; send less input");
    }
    if (!wanted.isFor(paths)) {
      wanted = new WantedPaths(paths);
    }
    hash.begin();
    var record = new Arrived(key, value, from, appendTime);
    return beginsAsJson(value) ? json(record) : avro(record);
  }

  private ParsedRequest avro(Arrived record) {
    try {
      var event = avro.decode(record.value);
      inputs.read(event.getInput(), wanted);
      return judge(event, record);
    } catch (BadRecordException e) {
      return new ParsedRequest.Poison(DeadLetterReason.of(e.reason()), message(e));
    }
  }

  private static String message(BadRecordException e) {
    return switch (e.reason()) {
      case TOO_SHORT, WRONG_MAGIC -> "neither a JSON object nor the wire format: " + e.getMessage();
      default -> e.getMessage();
    };
  }

  private ParsedRequest json(Arrived record) {
    var text = Texts.utf8(record.value);
    if (text.isEmpty()) {
      return new ParsedRequest.Poison(
          DeadLetterReason.UNREADABLE, "it begins as a JSON request, but is no UTF-8");
    }
    var request = new JsonRequest(text.get(), inputs, wanted);
    try {
      request.read();
    } catch (StreamConstraintsException e) {
      return unread(inputs.tooDeep(), request, record);
    } catch (JsonProcessingException e) {
      // Not the parser's message: it quotes the input.
      return new ParsedRequest.Poison(
          DeadLetterReason.UNREADABLE,
          "it begins as a JSON request, but is no JSON from character "
              + e.getLocation().getCharOffset()
              + " on");
    } catch (IOException e) {
      throw new IllegalStateException("reading a text failed", e);
    }
    return request.fault() == null
        ? judge(request.event(), record)
        : unread(request.fault(), request, record);
  }

  /** A JSON request that no record of its type can hold. */
  private ParsedRequest unread(String fault, JsonRequest request, Arrived record) {
    hash.begin();
    hash.bytes('b', record.value);
    var who = record.identity(request.event());
    return new ParsedRequest.Refused(who.id(), fault, Optional.empty(), hash.end());
  }

  private ParsedRequest judge(ExecutionRequest event, Arrived record) {
    RequestContent.feed(event, hash);
    var contentHash = hash.end();
    var who = record.identity(event);
    var fault = fault(event, who, record.appendTime);
    if (fault != null) {
      var repeatable = Optional.of(event).filter(rules::isBounded);
      return new ParsedRequest.Refused(who.id(), fault, repeatable, contentHash);
    }
    long deadline = deadlines.deadline(event, Optional.empty(), record.appendTime);
    return new ParsedRequest.Accepted(request(who.id(), event), event, deadline, contentHash);
  }

  private String fault(ExecutionRequest event, Identity who, long appendTime) {
    var fault = who.fault();
    fault = fault != null ? fault : rules.fault(event);
    fault = fault != null ? fault : inputs.fault();
    return fault != null ? fault : tooLate(event, appendTime);
  }

  private String tooLate(ExecutionRequest event, long appendTime) {
    if (deadlines.deadline(event, Optional.empty(), appendTime) <= deadlines.latest(appendTime)) {
      return null;
    }
    var window = deadlines.idempotenceMs() + " ms after the record's append time (R22)";
    return event.getDeadline() != null
        ? "deadline lies more than executions.idempotence, " + window + "; name an earlier one"
        : "options.timeoutMs x (options.retries + 1) ends more than executions.idempotence, "
            + window
            + "; ask for less time";
  }

  private Request request(String executionId, ExecutionRequest event) {
    return new Request(
        executionId,
        Optional.ofNullable(event.getPattern()),
        Optional.ofNullable(event.getPatternVersion()),
        Set.copyOf(event.getCapabilities()),
        inputs.kept(),
        Optional.ofNullable(event.getOriginRegion()),
        Optional.ofNullable(event.getPriority()),
        event.getMetadata(),
        1,
        Set.of());
  }

  /** White space, then an opening brace. */
  private static boolean beginsAsJson(byte[] value) {
    for (byte b : value) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return b == '{';
      }
    }
    return false;
  }

  /** A record as it came. */
  private static final class Arrived {
    final byte[] key;
    final byte[] value;
    final Provenance from;
    final long appendTime;

    Arrived(byte[] key, byte[] value, Provenance from, long appendTime) {
      this.key = key;
      this.value = value;
      this.from = from;
      this.appendTime = appendTime;
    }

    Identity identity(ExecutionRequest event) {
      return Identity.of(event.getExecutionId(), key, from);
    }
  }
}
