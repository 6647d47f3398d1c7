package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Makes records of a topic fit what the app knows: whom it asked, who they are from, their key. */
final class Made {
  private final SplittableRandom random;
  private final Records records;
  private final Harvest harvest;

  Made(SplittableRandom random, Records records, Harvest harvest) {
    this.random = random;
    this.records = records;
    this.harvest = harvest;
  }

  /** A record for this topic. */
  GenericRecord of(Read read, double wildness) {
    var record = records.record(read.topic().value().orElseThrow(), wildness);
    if (random.nextInt(4) > 0) {
      answer(record);
    }
    if (random.nextInt(30) > 0) {
      read.peer().ifPresent(peer -> speakFor(record, peer));
    }
    return record;
  }

  private void answer(GenericRecord record) {
    switch (record.getSchema().getName()) {
      case "TaskResult", "ExecutionCancellation" ->
          harvest.any("ExecutionTask").ifPresent(task -> copy(task, record));
      case "ReturnedPart" -> harvest.any("ForwardedPart").ifPresent(part -> returned(part, record));
      case "FailoverBallot" ->
          harvest.any("FailoverBallot").ifPresent(ballot -> agree(ballot, record));
      case "PatternPublication" ->
          harvest.any("PatternPublication").ifPresent(said -> copySome(said, record, "id", "name"));
      case "ForwardedPart" -> {
        if (random.nextInt(3) == 0) {
          harvest.any("ReturnedPart").ifPresent(part -> copySome(part, record, "executionId"));
        }
      }
      default -> {
        // It answers nothing.
      }
    }
  }

  private static void copy(GenericRecord from, GenericRecord to) {
    for (var field : to.getSchema().getFields()) {
      if (from.getSchema().getField(field.name()) != null && !field.name().equals("reason")) {
        to.put(field.pos(), from.get(field.name()));
      }
    }
  }

  private void copySome(GenericRecord from, GenericRecord to, String... fields) {
    for (var field : fields) {
      to.put(field, from.get(field));
    }
  }

  /** Says something of the very slots that were forwarded. */
  private void returned(GenericRecord part, GenericRecord to) {
    to.put("executionId", part.get("executionId"));
    var slots = to.getSchema().getField("slots").schema();
    var answered = new ArrayList<GenericRecord>();
    for (var asked : (List<?>) part.get("slots")) {
      Schema type = slots.getElementType();
      var slot = new GenericData.Record(type);
      slot.put("slot", ((GenericRecord) asked).get("slot"));
      slot.put("attempt", ((GenericRecord) asked).get("attempt"));
      slot.put("agentId", random.nextInt(8) == 0 ? null : "agent-" + random.nextInt(8));
      answered.add(slot);
    }
    to.put("slots", answered);
  }

  private void agree(GenericRecord ballot, GenericRecord to) {
    for (var field : List.of("term", "leader", "beat", "heardLeader", "heardBeat")) {
      if (random.nextInt(4) > 0) {
        to.put(field, ballot.get(field));
      }
    }
    if (random.nextBoolean()) {
      to.put("accepted", ballot.get("accepted"));
      to.put("committed", ballot.get("committed"));
    }
  }

  private static void speakFor(GenericRecord record, String peer) {
    for (var field : List.of("origin", "region")) {
      if (record.getSchema().getField(field) != null) {
        record.put(field, peer);
      }
    }
  }

  /** The key that such a record has. */
  static byte[] key(GenericRecord record) {
    return keyText(record).getBytes(UTF_8);
  }

  private static String keyText(GenericRecord record) {
    return switch (record.getSchema().getName()) {
      case "HealthProbe" -> record.get("observer") + ">" + record.get("target");
      case "AgentHeartbeat", "AgentState" -> text(record, "agentId");
      case "PatternDefinition", "PatternPublication" -> text(record, "name");
      case "RegionCommand" -> text(record, "id");
      case "ReplicationOrder" -> text(record, "flow");
      case "RegionState", "RegionSummary", "FailoverBallot", "RegionTraffic" ->
          text(record, "region");
      default -> text(record, "executionId");
    };
  }

  private static String text(GenericRecord record, String field) {
    return String.valueOf(record.get(field));
  }
}
