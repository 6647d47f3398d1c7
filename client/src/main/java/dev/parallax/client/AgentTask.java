package dev.parallax.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.events.ExecutionTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Work for one agent.
 *
 * @param executionId the execution
 * @param slot place among the execution's agents, from 0
 * @param attempt from 1
 * @param pattern name of the pattern; absent if the request named none (R21)
 * @param patternVersion version that is used; absent with the pattern
 * @param capabilities that were required
 * @param input JSON text
 * @param agentId the agent that is asked
 * @param region its region
 * @param deadline when the answer is worthless
 * @param headers of the request, the last of each name, as UTF-8 text (X11)
 */
public record AgentTask(
    String executionId,
    int slot,
    int attempt,
    Optional<String> pattern,
    Optional<String> patternVersion,
    List<String> capabilities,
    String input,
    String agentId,
    String region,
    Instant deadline,
    Map<String, String> headers) {

  /** Copies list and map. */
  public AgentTask {
    capabilities = List.copyOf(capabilities);
    headers = Map.copyOf(headers);
  }

  static AgentTask of(ExecutionTask event, Map<String, String> headers) {
    return new AgentTask(
        event.getExecutionId(),
        event.getSlot(),
        event.getAttempt(),
        Optional.ofNullable(event.getPattern()),
        Optional.ofNullable(event.getPatternVersion()),
        event.getCapabilities(),
        event.getInput(),
        event.getAgentId(),
        event.getRegion(),
        Instant.ofEpochMilli(event.getDeadline()),
        headers);
  }

  /** {@code executionId:slot}: the same for every delivery and every attempt of this work (X2). */
  public String idempotencyKey() {
    return executionId + ":" + slot;
  }

  /** Time that is left, by this machine's clock; zero once it is over. */
  public Duration remaining() {
    var left = Duration.between(Instant.now(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * The input as a JSON tree.
   *
   * @throws JsonProcessingException if it is no JSON
   */
  public JsonNode json() throws JsonProcessingException {
    return Json.MAPPER.readTree(input);
  }

  /**
   * The input as an object of this class, by Jackson's rules; fields that it lacks are ignored.
   *
   * @throws JsonProcessingException if it does not fit
   */
  public <T> T inputAs(Class<T> type) throws JsonProcessingException {
    return Json.MAPPER.readValue(input, type);
  }
}
