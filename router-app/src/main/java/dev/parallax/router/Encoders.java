package dev.parallax.router;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writers of everything that leaves the router, for one stream thread. */
final class Encoders {
  private final Map<String, AvroEncoder<ExecutionTask>> tasks = new HashMap<>();
  private final Map<String, AvroEncoder<ForwardedPart>> forwards = new HashMap<>();
  private final Map<String, AvroEncoder<ReturnedPart>> returns = new HashMap<>();
  private final TopicCatalogue topics;
  private final AvroEncoder<RoutingDecision> decisions;
  private final AvroEncoder<UnroutableRequest> unroutable;
  private final AvroDecoder<UnroutableRequest> unroutableRows;
  private final AvroEncoder<ExecutionOutcome> outcomes;
  private final AvroEncoder<RegionTraffic> traffic;

  /**
   * @param regions all of them
   * @param elsewhere those that have another control plane (P7)
   */
  Encoders(AvroCodecs codecs, TopicCatalogue topics, List<String> regions, List<String> elsewhere) {
    this.topics = topics;
    for (var region : elsewhere) {
      forwards.put(region, codecs.encoder(forwardTopic(region), ForwardedPart.class));
      returns.put(region, codecs.encoder(returnedTopic(region), ReturnedPart.class));
    }
    for (var region : regions) {
      tasks.put(region, codecs.encoder(topics.executions(region).name(), ExecutionTask.class));
    }
    decisions = codecs.encoder(topics.decisions().name(), RoutingDecision.class);
    unroutable = codecs.encoder(topics.unroutable().name(), UnroutableRequest.class);
    unroutableRows = codecs.decoder(UnroutableRequest.class);
    outcomes = codecs.encoder(topics.outcomes().name(), ExecutionOutcome.class);
    traffic = codecs.encoder(topics.traffic().name(), RegionTraffic.class);
  }

  /** Whether the configuration still has the region. */
  boolean sendsTo(String region) {
    return tasks.containsKey(region);
  }

  byte[] task(ExecutionTask task) {
    return tasks.get(task.getRegion()).encode(task);
  }

  /** Name of the topic for parts that another region's control plane shall take. */
  String forwardTopic(String region) {
    return topics.forward(region).name();
  }

  /** Name of the topic for what became of parts of another region's control plane. */
  String returnedTopic(String origin) {
    return topics.returned(origin).name();
  }

  byte[] forward(String region, ForwardedPart part) {
    return forwards.get(region).encode(part);
  }

  byte[] returned(String origin, ReturnedPart part) {
    return returns.get(origin).encode(part);
  }

  byte[] decision(RoutingDecision decision) {
    return decisions.encode(decision);
  }

  byte[] unroutable(UnroutableRequest refused) {
    return unroutable.encode(refused);
  }

  /** The record as it was kept without its request (X11), with the request again. */
  byte[] unroutable(byte[] kept, ExecutionRequest request) {
    var record = unroutableRows.decode(kept);
    record.setRequest(request);
    return unroutable.encode(record);
  }

  byte[] outcome(ExecutionOutcome outcome) {
    return outcomes.encode(outcome);
  }

  byte[] traffic(RegionTraffic counts) {
    return traffic.encode(counts);
  }

  /**
   * Registers every schema: a missing or refusing registry shows at start rather than at the first
   * request.
   */
  void prepare() {
    tasks.values().forEach(AvroEncoder::prepare);
    forwards.values().forEach(AvroEncoder::prepare);
    returns.values().forEach(AvroEncoder::prepare);
    decisions.prepare();
    unroutable.prepare();
    outcomes.prepare();
    traffic.prepare();
  }
}
