package dev.parallax.benchmarks.peers;

import dev.parallax.schemas.AvroCodecs;
import java.util.Locale;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** The router's way from a request to its task as routes of Apache Camel. */
public final class CamelRouter {
  /** Ways of writing it, chosen by {@code -Dcamel.way=}. */
  private enum Way {
    /** The content-based router of the textbook: one request at a time for each consumer. */
    SINGLE,
    /** Batches, acknowledged before their offsets are committed. */
    BATCH,
    /** The same; what a batch leads to is one transaction. */
    TRANSACTED;

    RouteBuilder routes(CamelKafka kafka, ThreadLocal<AnswerRequest> answers) {
      return this == SINGLE
          ? new SingleRoutes(kafka, answers)
          : new BatchRoutes(kafka, answers, this == TRANSACTED);
    }
  }

  private CamelRouter() {}

  /**
   * Runs until it is told to end.
   *
   * @throws Exception if Camel cannot start the routes
   */
  public static void main(String... args) throws Exception {
    var peer = Peer.of(Peer.path("--config", args));
    var way = Way.valueOf(System.getProperty("camel.way", "batch").toUpperCase(Locale.ROOT));
    try (var registry = peer.registry()) {
      var codecs = new AvroCodecs(registry);
      try (var fleet = LiveFleet.open(peer, codecs)) {
        var answers = ThreadLocal.withInitial(() -> new AnswerRequest(peer, codecs, fleet));
        var camel = new Main();
        camel.configure().addRoutesBuilder(way.routes(new CamelKafka(peer), answers));
        camel.run();
      }
    }
  }
}
