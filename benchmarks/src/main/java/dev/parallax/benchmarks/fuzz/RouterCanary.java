package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.benchmarks.throughput.StateRecords;
import dev.parallax.events.AgentState;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RegionState;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** A request that only one agent can take is given to it, and its answer becomes the outcome. */
record RouterCanary(AvroCodecs codecs, TopicCatalogue topics) implements Canary {
  private static final String AGENT = "canary";
  private static final String SKILL = "singing";

  @Override
  public Optional<String> fault(Driven driven, int number) {
    Names.REGIONS.forEach(region -> put(driven, topics.regions(), region, region(driven, region)));
    put(driven, topics.agents(), AGENT, agent());
    var id = "canary-" + number;
    var written = new ArrayList<>(put(driven, topics.requests(), id, request(id)));
    var task = find(written, topics.executions(Names.HERE), id, ExecutionTask.class);
    if (task.isEmpty()) {
      return Optional.of(
          "a valid request got no task: "
              + written.stream().map(Driven.Written::topic).toList()
              + unroutable(written));
    }
    var answered = put(driven, topics.results(), id, result(task.get()));
    var outcome = find(answered, topics.outcomes(), id, ExecutionOutcome.class);
    return outcome.filter(o -> o.getStatus() == ExecutionStatus.COMPLETED).isPresent()
        ? Optional.empty()
        : Optional.of("a valid answer got no outcome: " + outcome);
  }

  private String unroutable(List<Driven.Written> written) {
    return written.stream()
        .filter(one -> one.topic().equals(topics.unroutable().name()))
        .map(one -> codecs.decoder(UnroutableRequest.class).decode(one.record().value()).toString())
        .findFirst()
        .orElse("");
  }

  private <T extends SpecificRecord> List<Driven.Written> put(
      Driven driven, TopicSpec topic, String key, T value) {
    @SuppressWarnings("unchecked")
    var type = (Class<T>) value.getClass();
    var bytes = codecs.encoder(topic.name(), type).encode(value);
    return driven.feed(
        Input.of(Read.own(topic, "canary"), key.getBytes(UTF_8), bytes, driven.now()));
  }

  private <T extends SpecificRecord> Optional<T> find(
      List<Driven.Written> written, TopicSpec topic, String id, Class<T> type) {
    return written.stream()
        .filter(one -> one.topic().equals(topic.name()))
        .map(one -> codecs.decoder(type).decode(one.record().value()))
        .filter(record -> record.get(0).equals(id))
        .findFirst();
  }

  private static RegionState region(Driven driven, String region) {
    var here = region.equals(Names.HERE);
    return RegionState.newBuilder(StateRecords.region())
        .setRegion(region)
        .setActive(here)
        .setUpdatedAt(driven.now())
        .build();
  }

  private static AgentState agent() {
    return AgentState.newBuilder(StateRecords.agent(0))
        .setAgentId(AGENT)
        .setPartition(0)
        .setRegion(Names.HERE)
        .setCapabilities(List.of(SKILL))
        .build();
  }

  private static ExecutionRequest request(String id) {
    return ExecutionRequest.newBuilder()
        .setExecutionId(id)
        .setCapabilities(List.of(SKILL))
        .setInput("{}")
        .setOriginRegion(Names.HERE)
        .setMetadata(Map.of())
        .build();
  }

  private static TaskResult result(ExecutionTask task) {
    return TaskResult.newBuilder()
        .setExecutionId(task.getExecutionId())
        .setSlot(task.getSlot())
        .setAttempt(task.getAttempt())
        .setAgentId(task.getAgentId())
        .setRegion(task.getRegion())
        .setValue("\"la\"")
        .setConfidence(1)
        .build();
  }
}
