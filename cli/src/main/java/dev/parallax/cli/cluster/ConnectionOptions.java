package dev.parallax.cli.cluster;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.UpState;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.runtime.config.ConfigFaults;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Options that name what a command talks to. Each address given here replaces that of the
 * configuration, which is the first of: {@code --config}, {@code PARALLAX_CONFIG}, that of an
 * {@code up} that runs, {@code parallax.config.yaml} in the working directory. An {@code up} whose
 * brokers are others than those given is left out: its registry and prefix are not theirs.
 *
 * <p>A configuration is taken as it is in the region that is named, which is asked for its own
 * cluster where control planes are federated.
 */
public final class ConnectionOptions {
  private static final String VARIABLE = "PARALLAX_CONFIG";
  private static final String RUNNING = "a running 'parallax up'";
  private static final String FILE = "parallax.config.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration file. Default: PARALLAX_CONFIG, else that of a running 'parallax up', else"
              + " ./parallax.config.yaml.")
  private Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, instead of the configuration's.")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      split = ",",
      description = "Schema registry, instead of the configuration's.")
  private List<URI> schemaRegistry;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "Region that is meant; where every region has a cluster of its own, that is asked."
              + " Default: the configuration's currentRegion.")
  private String region;

  /** The region that was named on the command line. */
  public Optional<String> region() {
    return Optional.ofNullable(region);
  }

  /**
   * The cluster to talk to.
   *
   * @throws CommandFailure if none is known, saying how to name one, or its configuration is faulty
   */
  public Connection connection(Session session) {
    return find(session)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "no cluster is known: start a sandbox with 'parallax up', or name one by"
                        + " --config FILE or --bootstrap-servers HOST:PORT"));
  }

  /**
   * The cluster to talk to, where only that one is asked: where every region has its own and none
   * was named, people are told which it is.
   *
   * @throws CommandFailure as of {@link #connection}
   */
  public Connection one(Session session, PrintWriter err) {
    var found = connection(session);
    if (region == null && bootstrapServers == null) {
      found
          .controlPlane()
          .ifPresent(
              asked ->
                  err.println(
                      "parallax: asking the control plane of "
                          + asked
                          + "; --region names another"));
    }
    return found;
  }

  /**
   * The cluster of a region: its own, where every region has one.
   *
   * @throws CommandFailure if {@code --region} names another, which does not have what is asked for
   */
  public Connection of(String wanted, Session session) {
    var found = connection(session);
    if (!found.isFederated() || bootstrapServers != null) {
      return found;
    }
    if (region != null && !region.equals(wanted)) {
      throw CommandFailure.usage(
          "only the control plane of %s knows this: leave --region out, or write --region %s"
              .formatted(wanted, wanted));
    }
    return find(session, Optional.of(wanted)).orElse(found);
  }

  /**
   * The cluster to talk to, if one is known.
   *
   * @throws CommandFailure if its configuration is faulty
   */
  public Optional<Connection> find(Session session) {
    return find(session, region());
  }

  private Optional<Connection> find(Session session, Optional<String> there) {
    return configured(session.environment(), there)
        .or(this::addressesAlone)
        .map(this::withAddresses);
  }

  /** The configuration file that these options and surroundings name, if any. */
  public Optional<Path> file(Environment environment) {
    return explicitFile(environment)
        .or(() -> running(environment).map(UpState::config))
        .or(() -> Optional.of(environment.resolve(Path.of(FILE))).filter(Files::exists));
  }

  private Optional<Connection> configured(Environment environment, Optional<String> there) {
    var explicit = explicitFile(environment);
    if (explicit.isEmpty()) {
      var up = running(environment);
      if (up.isPresent()) {
        return up.map(state -> load(state.config(), there, RUNNING));
      }
    }
    return file(environment).map(path -> load(path, there, path.toString()));
  }

  private Optional<Path> explicitFile(Environment environment) {
    return Optional.ofNullable(config)
        .or(() -> Optional.ofNullable(environment.variables().get(VARIABLE)).map(Path::of))
        .map(environment::resolve);
  }

  private Optional<UpState> running(Environment environment) {
    return environment
        .stateFile()
        .read()
        .filter(UpState::isRunning)
        .filter(up -> bootstrapServers == null || bootstrapServers.equals(up.bootstrapServers()));
  }

  private static Connection load(Path file, Optional<String> there, String source) {
    try {
      var config = ConfigFiles.load(file);
      there.ifPresent(region -> KnownRegions.require(region, config.regionIds()));
      return there
          .map(region -> Connection.in(region, config, source))
          .orElseGet(() -> Connection.of(config, source));
    } catch (ConfigFaults faults) {
      throw CommandFailure.usage(faults.getMessage(), faults);
    }
  }

  private Optional<Connection> addressesAlone() {
    var local = SchemaRegistry.open(List.of(URI.create("http://localhost:8081/apis/ccompat/v7")));
    return Optional.ofNullable(bootstrapServers)
        .map(
            servers ->
                new Connection(
                    servers,
                    Map.of(),
                    local,
                    Connection.DEFAULT_TOPICS,
                    Optional.empty(),
                    Optional.empty(),
                    region(),
                    "--bootstrap-servers"));
  }

  private Connection withAddresses(Connection found) {
    var connection = found;
    if (bootstrapServers != null) {
      connection = connection.withBootstrapServers(bootstrapServers);
    }
    if (schemaRegistry != null) {
      connection = connection.withRegistry(connection.registry().at(schemaRegistry));
    }
    return connection;
  }
}
