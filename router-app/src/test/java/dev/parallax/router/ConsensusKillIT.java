package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentAnswer;
import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real router is killed in the middle of consensus executions over three regions, with agents
 * that fail, answer twice and never answer: one outcome each, and the faults add up.
 */
@Tag("long")
class ConsensusKillIT {
  private static final int EXECUTIONS = 300;
  private static final int PARTITIONS = 6;
  private static final List<String> REGIONS = RealRouter.REGIONS;

  private RealRouter router;
  private TopicCatalogue topics;
  private EchoAgents agents;
  private Consumer<byte[], byte[]> outcomes;
  private long counted;

  @BeforeEach
  void startWithThreeAgentsInEachOfThreeRegions() throws IOException {
    // Longer than a slow machine takes to start the router again.
    router = new RealRouter("votes", PARTITIONS, "routing: {hold: 2m}");
    topics = router.topics();
    outcomes =
        CommittedTopic.consumer(router.bootstrapServers(), List.of(topics.outcomes().name()));
    router.put(topics.patterns(), "votes", votes(), PatternDefinition.class);
    REGIONS.forEach(region -> router.putAgents(region, 3));
  }

  @AfterEach
  void stop() {
    router.close();
    if (agents != null) {
      agents.close();
    }
    outcomes.close();
  }

  @Test
  void endsEveryExecutionOnceAndTheFaultsAddUpThoughItIsKilled() {
    router.start();
    agents =
        new EchoAgents(
            router.bootstrapServers(),
            router.codecs(),
            topics,
            REGIONS,
            router.producer(),
            Faults::answers);
    send(0, EXECUTIONS / 2);
    await("some outcomes")
        .atMost(Duration.ofSeconds(60))
        .pollInSameThread()
        .until(() -> outcomesSoFar() >= EXECUTIONS / 4);
    send(EXECUTIONS / 2, EXECUTIONS);
    router.kill();
    assertThat(outcomesSoFar()).as("it was killed in the middle").isLessThan(EXECUTIONS);
    router.start();
    await("all outcomes")
        .atMost(Duration.ofSeconds(90))
        .pollInSameThread()
        .until(() -> outcomesSoFar() >= EXECUTIONS);
    router.stop();

    var ended = outcomesById();
    assertThat(ended.keySet()).hasSize(EXECUTIONS);
    assertThat(ended.values()).allSatisfy(all -> assertThat(all).hasSize(1));
    var every = ended.values().stream().map(outcomesOfOne -> outcomesOfOne.get(0)).toList();
    assertThat(every)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
              assertThat(outcome.getValue()).isEqualTo("7");
              assertThat(outcome.getVotesByRegion().values()).allMatch(Map.of("7", 1)::equals);
            });
    var failed = expected(Faults.FAILS);
    var silent = expected(Faults.NEVER_ANSWERS);
    assertThat(errors(every, "out of order")).isEqualTo(failed).isPositive();
    assertThat(errors(every, "no answer within 8000 ms")).isEqualTo(silent).isPositive();
    assertThat(expected(Faults.ANSWERS_TWICE)).isPositive();
    assertThat(answers(every)).isEqualTo(3L * EXECUTIONS + failed + silent);
    assertThat(tasks()).isEqualTo(3L * EXECUTIONS + failed + silent);
    assertThat(CommittedTopic.all(router.bootstrapServers(), topics.deadLetters().name()))
        .isEmpty();
  }

  private void send(int from, int to) {
    var encoder = router.codecs().encoder(topics.requests().name(), ExecutionRequest.class);
    for (int i = from; i < to; i++) {
      var request =
          Events.request(id(i))
              .setPattern("votes")
              .setOptions(ExecutionOptions.newBuilder().setIncludeVotes(true).build())
              .build();
      router.producer().send(topics.requests().name(), id(i), encoder.encode(request));
    }
    router.producer().flush();
  }

  private static String id(int i) {
    return "e-%05d".formatted(i);
  }

  /** Counts on from where it was. */
  private long outcomesSoFar() {
    counted += outcomes.poll(Duration.ofMillis(100)).count();
    return counted;
  }

  private Map<String, List<ExecutionOutcome>> outcomesById() {
    var decoder = router.codecs().decoder(ExecutionOutcome.class);
    var byId = new TreeMap<String, List<ExecutionOutcome>>();
    for (var record : CommittedTopic.all(router.bootstrapServers(), topics.outcomes().name())) {
      byId.computeIfAbsent(new String(record.key(), UTF_8), unused -> new ArrayList<>())
          .add(decoder.decode(record.value()));
    }
    return byId;
  }

  private static long expected(Faults fault) {
    return IntStream.range(0, 3 * EXECUTIONS)
        .filter(i -> Faults.of(id(i / 3), i % 3) == fault)
        .count();
  }

  private static long errors(List<ExecutionOutcome> outcomes, String error) {
    return outcomes.stream()
        .flatMap(outcome -> outcome.getAnswers().stream())
        .map(AgentAnswer::getError)
        .filter(error::equals)
        .count();
  }

  private static long answers(List<ExecutionOutcome> outcomes) {
    return outcomes.stream().mapToLong(outcome -> outcome.getAnswers().size()).sum();
  }

  private long tasks() {
    return REGIONS.stream()
        .mapToLong(
            region ->
                CommittedTopic.all(router.bootstrapServers(), topics.executions(region).name())
                    .size())
        .sum();
  }

  private static PatternDefinition votes() {
    var votes = Events.pattern("votes", "consensus", 3);
    votes.getAggregation().setCrossRegion(true);
    votes.getAgents().setDistribution(new Distribution(REGIONS, 1));
    votes.getExecution().setTimeoutMs(8_000L);
    votes.getExecution().setRetries(1);
    return votes;
  }
}
