package dev.parallax.cli.executions;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.execute.OutcomeReport;
import dev.parallax.cli.session.Session;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.Target;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description = {
      "Prints what happened to an execution as one timeline: its decisions, tasks, answers and"
          + " outcome. Inputs are not printed. Exits 1 if nothing is found of it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax execution show my-execution-1",
      "  parallax execution show my-execution-1 --since 24h --output json | jq .outcome"
    })
final class ExecutionShowCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Session session;
  @Mixin private final Since since = new Since();
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Mixin private final ExecutionId named = new ExecutionId();
  private String id;

  private final Story story = new Story();
  private final Set<String> agents = new HashSet<>();
  private final Set<String> regions = new HashSet<>();
  private ExecutionOutcome outcome;

  ExecutionShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    id = named.value();
    var connection = cluster.one(session, spec.commandLine().getErr());
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      var codecs = AvroCodecs.lookingUp(registry);
      var from = since.time();
      readOwn(connection, codecs, from);
      if (!agents.isEmpty()) {
        readTasks(connection, codecs, from);
      }
    }
    if (story.isEmpty()) {
      throw CommandFailure.failed(
          "nothing is found of execution "
              + id
              + " within "
              + since
              + connection.place()
              + ": it was never requested under this id, or earlier (--since), or it is held, of"
              + " which no topic tells"
              + elsewhere(connection));
    }
    print();
    return ExitCode.OK;
  }

  private static String elsewhere(Connection connection) {
    return connection.peers().isEmpty()
        ? ""
        : "; or it was requested in another region: ask there, by --region "
            + String.join(" or --region ", connection.peers());
  }

  /** What is keyed by the execution. */
  private void readOwn(Connection connection, AvroCodecs codecs, Instant from) {
    var topics = connection.catalogue();
    Predicate<String> own = id::equals;
    try (var follower = TopicFollower.open(connection, codecs)) {
      follower
          .followTimes(from, topics.requests(), this::request)
          .followKeys(from, topics.decisions(), RoutingDecision.class, own, this::decision)
          .followKeys(
              from,
              topics.results(),
              TaskResult.class,
              own,
              (key, value, at) -> value.ifPresent(result -> story.answered(result, at)))
          .followKeys(
              from,
              topics.cancellations(),
              ExecutionCancellation.class,
              own,
              (key, value, at) -> value.ifPresent(asked -> story.cancelled(asked, at)))
          .followKeys(from, topics.outcomes(), ExecutionOutcome.class, own, this::outcome)
          .followKeys(
              from,
              topics.unroutable(),
              UnroutableRequest.class,
              own,
              (key, value, at) -> value.ifPresent(refused -> story.refused(refused, at)));
      followParts(follower, connection, from);
      follower.catchUp(LIMIT);
    }
  }

  /** What is done of it in other regions (P7). */
  private void followParts(TopicFollower follower, Connection connection, Instant from) {
    Predicate<String> own = id::equals;
    for (var parts : partTopics(connection)) {
      if (parts.forwarded()) {
        follower.followKeys(
            from,
            parts.topic(),
            ForwardedPart.class,
            own,
            (key, value, at) -> value.ifPresent(part -> story.forwarded(part, parts.to(), at)));
      } else {
        follower.followKeys(
            from,
            parts.topic(),
            ReturnedPart.class,
            own,
            (key, value, at) -> value.ifPresent(part -> story.returned(part, at)));
      }
    }
  }

  private static List<PartTopics> partTopics(Connection connection) {
    if (!connection.isFederated()) {
      return List.of();
    }
    try (var admin = ClusterAdmin.open(connection)) {
      return PartTopics.of(connection, admin.topics().keySet());
    }
  }

  /** Tasks are keyed by agent. */
  private void readTasks(Connection connection, AvroCodecs codecs, Instant from) {
    try (var follower = TopicFollower.open(connection, codecs)) {
      for (var region : regions) {
        follower.followKeys(
            from,
            connection.catalogue().executions(region),
            ExecutionTask.class,
            agents::contains,
            (key, value, at) ->
                value
                    .filter(task -> task.getExecutionId().equals(id))
                    .ifPresent(task -> story.asked(task, at)));
      }
      follower.catchUp(LIMIT);
    }
  }

  private void request(String key, Long at) {
    if (key.equals(id)) {
      story.requested(at);
    }
  }

  private void decision(String key, Optional<RoutingDecision> value, long at) {
    value.ifPresent(
        decision -> {
          story.decided(decision, at);
          for (Target target : decision.getTargets()) {
            agents.add(target.getAgentId());
            regions.add(target.getRegion());
          }
        });
  }

  private void outcome(String key, Optional<ExecutionOutcome> value, long at) {
    value.ifPresent(
        ended -> {
          outcome = ended;
          story.ended(ended, at);
        });
  }

  private void print() {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var json = Json.object().put("executionId", id);
      story.putInto(json);
      json.set("outcome", outcome == null ? Json.tree(null) : OutcomeReport.json(outcome));
      out.println(Json.pretty(json));
      return;
    }
    out.println(story.table());
    if (outcome != null) {
      out.println();
      OutcomeReport.lines(outcome).forEach(out::println);
    }
  }
}
