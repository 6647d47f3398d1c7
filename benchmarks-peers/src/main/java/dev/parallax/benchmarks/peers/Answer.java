package dev.parallax.benchmarks.peers;

import dev.parallax.core.routing.Decision;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What becomes of a request.
 *
 * @param tasks for agents; none if it is unroutable
 * @param decision for the decisions topic
 * @param accepted the request as it was read
 * @param decided what the decision says
 * @param startedAt append time of the request, ms since the epoch
 * @param now time of the decision, ms since the epoch
 */
record Answer(
    List<Task> tasks,
    ProducerRecord<byte[], byte[]> decision,
    Accepted accepted,
    Decision decided,
    long startedAt,
    long now) {

  /**
   * A task for one agent.
   *
   * @param region of the agent
   * @param record for the region's topic, on the partition that the agent reads
   */
  record Task(String region, ProducerRecord<byte[], byte[]> record) {}
}
