package dev.parallax.router;

import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest;

/**
 * Decides a request that waits, from its record as it came: another fleet has other patterns, which
 * read other values of it.
 *
 * @param requests name of the requests topic
 * @param partition of the task
 * @param held those that wait
 * @param reading of this thread
 * @param decide of this task
 * @param letters of this process
 */
record DecideHeld(
    String requests,
    int partition,
    HeldStore held,
    ReadRequest reading,
    DecideRoute decide,
    LetterWriter letters) {

  /** What follows, or nothing if it goes on waiting. */
  Effects again(String executionId, FleetView view, long now) {
    var row = held.get(executionId).orElseThrow();
    var arrival = Arrival.of(executionId, row);
    var record = arrival.record();
    var from = new Provenance(requests, partition, arrival.offset(), record.timestamp());
    var parsed = reading.read(record, from, view);
    if (parsed instanceof ParsedRequest.Accepted accepted) {
      return decide.again(accepted, view, arrival, now);
    }
    if (parsed instanceof ParsedRequest.Refused refused) {
      return decide.refuseHeld(refused, view, arrival, now);
    }
    var effects = letters.of(record, from, (ParsedRequest.Poison) parsed, now);
    effects.release(executionId);
    return effects;
  }
}
