package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Target;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.Deadlines;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Record;

/** What a valid request that can be routed leads to: tasks, a decision and a row. One thread. */
final class PlainStep {
  private final RouterParts parts;
  private final FleetView view;
  private final ReadRequest reader;
  private final RunPlans plans;
  private final Encoders encoders;
  private final String state;

  /**
   * @param state topic of the rows
   */
  PlainStep(RouterParts parts, String state) {
    this.parts = parts;
    this.view = parts.fleet().view();
    this.reader = parts.readRequest();
    this.plans = new RunPlans(parts.config().executions(), Deadlines.of(parts.config()));
    this.encoders = parts.encoders();
    this.state = state;
  }

  /**
   * What is to be written.
   *
   * @throws IllegalStateException if it is not valid or cannot be routed
   */
  List<ProducerRecord<byte[], byte[]>> process(ConsumerRecord<byte[], byte[]> request) {
    var record =
        new Record<>(request.key(), request.value(), request.timestamp(), request.headers());
    var from =
        new Provenance(request.topic(), request.partition(), request.offset(), request.timestamp());
    long now = System.currentTimeMillis();
    if (reader.read(record, from, view) instanceof Accepted accepted
        && parts.router().decide(accepted.request(), view.fleet(), now) instanceof Routed routed) {
      return routed(request, accepted, routed, now);
    }
    throw new IllegalStateException("not routed: " + from.place());
  }

  private List<ProducerRecord<byte[], byte[]>> routed(
      ConsumerRecord<byte[], byte[]> request, Accepted accepted, Routed routed, long now) {
    var plan = plans.of(accepted, view.fleet(), request.timestamp());
    var row = NewRow.of(accepted, plan, false, request.headers(), request.timestamp());
    var candidate = new Candidate(accepted, view, null, plan, row, now);
    var execution = candidate.begin(routed);
    row.setPatternVersion(routed.explanation().patternVersion().orElse(null));
    row.setRules(plan.rulesRow());
    row.setSlots(ExecutionRows.slots(execution));
    row.setRequest(ByteBuffer.wrap(request.value()));
    var written = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (var target : routed.targets()) {
      var task =
          task(candidate, routed, target, execution.slots().get(target.slot()).current().dueAt());
      written.add(
          new ProducerRecord<>(
              parts.topics().executions(target.region()).name(),
              target.partition(),
              target.agentId().getBytes(UTF_8),
              encoders.task(task)));
    }
    var decision = parts.records().of(routed, view, plan.deadline(), now);
    var decisions = parts.topics().decisions().name();
    var key = request.key();
    written.add(new ProducerRecord<>(decisions, key, encoders.decision(decision)));
    var bytes = RowCodec.EXECUTIONS.encode(row);
    written.add(new ProducerRecord<>(state, request.partition(), key, bytes));
    return written;
  }

  private ExecutionTask task(Candidate candidate, Routed routed, Target target, long dueAt) {
    return new ExecutionTask(
        candidate.id(),
        target.slot(),
        1,
        TaskKind.EXECUTE,
        candidate.row().getPattern(),
        candidate.row().getPatternVersion(),
        routed.explanation().requiredCapabilities(),
        candidate.accepted().event().getInput(),
        target.agentId(),
        target.region(),
        dueAt,
        view.fleet().epoch());
  }
}
