package dev.parallax.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Explanation;
import dev.parallax.core.routing.Reason;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.Deadlines;
import dev.parallax.runtime.input.ParsedRequest;
import dev.parallax.runtime.input.RequestReader;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads and decides requests as the router does, and does nothing about it: nothing is executed,
 * held (R17) or written. For one thread.
 */
public final class DryRouter {
  /** Of requests that come from no topic and have no id; all that are read here have one. */
  private static final Provenance NOWHERE = new Provenance("test", 0, 0, 0);

  private final Rules rules;
  private final Fleet fleet;
  private final Set<String> paths;
  private final RequestReader reader;

  /**
   * A configuration, ready to decide by.
   *
   * @param config as it was read
   * @param hash that every explanation shows (R18)
   * @param router of this configuration
   */
  public record Rules(ParallaxConfig config, String hash, Router router) {
    /** The rules of this configuration. */
    public static Rules of(ParallaxConfig config) {
      return of(config, EffectiveConfig.hash(config));
    }

    /**
     * The rules of a configuration as it is in a region; its hash is that of what the file says.
     */
    public static Rules of(ParallaxConfig config, String hash) {
      return new Rules(config, hash, Router.of(config, hash));
    }
  }

  /** A router by these rules that sees this fleet. */
  public DryRouter(Rules rules, Fleet fleet) {
    this.rules = rules;
    this.fleet = fleet;
    this.paths = new TreeSet<>(rules.router().inputPaths());
    paths.addAll(fleet.inputPaths());
    // No schema is looked up: requests come as JSON here.
    var codecs = new AvroCodecs(new InMemorySchemaRegistry());
    this.reader = new RequestReader(codecs.decoder(ExecutionRequest.class), rules.config());
  }

  /**
   * What a JSON request is, as in the requests topic.
   *
   * @param now when it would be appended, ms since the epoch (UTC)
   */
  public ParsedRequest read(String json, long now) {
    return reader.read(null, json.getBytes(UTF_8), NOWHERE, now, paths);
  }

  /**
   * Where the request goes, or why nowhere; INVALID_REQUEST if it is none.
   *
   * @param now when it is decided, ms since the epoch (UTC)
   */
  public Decision decide(ParsedRequest read, long now) {
    if (read instanceof ParsedRequest.Accepted accepted) {
      return decide(accepted.request(), now);
    }
    if (read instanceof ParsedRequest.Refused refused) {
      return invalid(refused.executionId(), refused.message());
    }
    return invalid(NOWHERE.place(), ((ParsedRequest.Poison) read).message());
  }

  Decision decide(Request request, long now) {
    return rules.router().decide(request, fleet, now);
  }

  /** The deadline that the router would give it (R22), ms since the epoch (UTC); 0 if none. */
  public long deadline(ParsedRequest read, long now) {
    if (!(read instanceof ParsedRequest.Accepted accepted)) {
      return 0;
    }
    var deadlines = Deadlines.of(rules.config());
    var pattern = accepted.request().pattern().flatMap(fleet::pattern).map(Pattern::execution);
    return Math.min(deadlines.deadline(accepted.event(), pattern, now), deadlines.latest(now));
  }

  /** Before any region is looked at, as the router refuses it. */
  private Decision invalid(String executionId, String message) {
    var explanation =
        new Explanation(
            executionId,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            rules.config().routing().strategy().name(),
            Optional.empty(),
            Set.of(),
            List.of(),
            rules.hash(),
            fleet.epoch());
    return new Unroutable(Reason.INVALID_REQUEST, message, explanation, false);
  }
}
