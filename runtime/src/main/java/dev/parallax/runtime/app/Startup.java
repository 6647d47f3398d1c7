package dev.parallax.runtime.app;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.ops.OperationsSecurity;
import dev.parallax.runtime.ops.OperationsServer;
import dev.parallax.runtime.ops.Readiness;
import dev.parallax.runtime.ops.WellKnown;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.StateDirectoryLock;
import dev.parallax.runtime.streams.StreamsApp;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.runtime.streams.UnfinishedStores;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which an app comes up: its own address first, so that it can be asked what it waits
 * for; then what it stands on; the topology last. For one thread.
 */
final class Startup {

  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
  private static final Duration WATCH_PERIOD = Duration.ofSeconds(10);

  /** As chosen by the system: the usual one is in use by the process that a spare waits for. */
  private static final int ANY_PORT = 0;

  private final LoadedConfig loaded;
  private final ParallaxConfig config;
  private final LaunchOptions options;
  private final OperationsSecurity security;
  private final StopSignal stop;
  private final Instance instance;
  private final TopicCatalogue catalogue;
  private final List<TopicSpec> topics;
  private final Readiness readiness = new Readiness();
  private volatile Optional<String> waitingFor = Optional.of("the app has just been started");
  private boolean running;

  /**
   * @param observer what runs instead of the topology, if anything does: it needs fewer topics
   */
  Startup(
      AppName app,
      LoadedConfig loaded,
      LaunchOptions options,
      OperationsSecurity security,
      StopSignal stop,
      Optional<ObserverFactory> observer) {
    this.loaded = loaded;
    this.config = loaded.config();
    this.options = options;
    this.security = security;
    this.stop = stop;
    this.instance = options.instance(app, config.topics().prefix());
    this.catalogue = new TopicCatalogue(config.topics().prefix(), config.topics().partitions());
    this.topics =
        observer
            .map(observing -> observing.topics(catalogue))
            .orElseGet(() -> SystemTopics.of(config));
  }

  /** Whether the topology was started: what fails from then on is no fault of the surroundings. */
  boolean isRunning() {
    return running;
  }

  /**
   * Comes up and returns when the app was told to end.
   *
   * @param resources gets what is to be closed then, however this ends
   */
  void run(AppFactory factory, SchemaRegistryClient registry, Resources resources) {
    describe();
    sayWhatIsOverruled();
    resources.add(options.spare() ? awaitTurn(registry) : StateDirectoryLock.take(instance));
    forgetUnfinishedStores();
    var context = comeUp(registry, resources, options.port(), factory::addRoutes);
    var app = resources.add(factory.create(context));
    watchBroker(context.admin(), resources);
    runTopology(app, context.meters(), resources);
  }

  /**
   * The same without topology and state.
   *
   * @param resources gets what is to be closed then, however this ends
   */
  void observe(ObserverFactory factory, SchemaRegistryClient registry, Resources resources) {
    describe();
    var context = comeUp(registry, resources, options.port(), nothingMore -> {});
    resources.add(factory.start(context));
    watchBroker(context.admin(), resources);
    running = true;
    waitingFor = Optional.empty();
    var told = new CountDownLatch(1);
    stop.onRequest(told::countDown);
    await(told);
  }

  private static void await(CountDownLatch told) {
    try {
      told.await();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * Comes up as far as that goes without the state, at a port of its own, and does it again when
   * its turn comes: what takes seconds in a new process takes little then, and finds the broker and
   * the registry as they are by that time.
   */
  private StateDirectoryLock awaitTurn(SchemaRegistryClient registry) {
    try (var own = new Resources(() -> {})) {
      return StateDirectoryLock.await(
          instance,
          () -> {
            comeUp(registry, own, ANY_PORT, nothingMore -> {});
            var why = "spare: waiting until the process ends that has " + instance.stateDir();
            waitingFor = Optional.of(why);
            LOG.info("Ready as a {}", why);
          });
    }
  }

  private AppContext comeUp(
      SchemaRegistryClient registry, Resources resources, int port, Consumer<RoutesConfig> more) {
    var meters = resources.add(meters());
    readiness.check("start", () -> waitingFor);
    announce(resources.add(operations(port, meters, more)));
    var codecs = new AvroCodecs(registry);
    var attempts = new Attempts(stop, why -> waitingFor = Optional.of(why));
    var admin = new Surroundings(config, topics, attempts).await(codecs, resources);
    return context(codecs, meters, admin);
  }

  private void describe() {
    LOG.info(
        "Starting {} of {} in {} with {} (hash {}), {}",
        instance.instanceId(),
        instance.applicationId(),
        config.controlPlane().currentRegion(),
        loaded.file(),
        loaded.hash(),
        options.observer() ? "observing only" : "state in " + instance.stateDir());
    loaded.warnings().forEach(LOG::warn);
  }

  private void sayWhatIsOverruled() {
    var overruled = StreamsProperties.overruled(instance, config.kafka().properties());
    if (!overruled.isEmpty()) {
      LOG.warn("kafka.properties {} have no effect: the app's guarantees rest on them", overruled);
    }
  }

  /** Where there are standbys, their owner takes a task over that Kafka Streams finds corrupted. */
  private void forgetUnfinishedStores() {
    if (StreamsProperties.hasStandbys(config.kafka().properties())) {
      return;
    }
    var tasks = UnfinishedStores.delete(instance);
    if (!tasks.isEmpty()) {
      LOG.info("Killed before: the stores of tasks {} are filled from their changelogs", tasks);
    }
  }

  private Meters meters() {
    var names = topics.stream().map(TopicSpec::name).collect(Collectors.toSet());
    return new Meters(config.regionIds(), names, loaded.hash());
  }

  private OperationsServer operations(int port, Meters meters, Consumer<RoutesConfig> more) {
    var wellKnown =
        new WellKnown(
            config.kafka().bootstrapServers(),
            config.schemaRegistry().urls(),
            config.topics().prefix(),
            config.topics().partitions(),
            config.controlPlane().currentRegion(),
            config.controlPlane().regions(),
            config.agents().heartbeat().toMillis());
    var address = new OperationsServer.Address(options.bind(), port, security);
    return OperationsServer.start(address, readiness, meters, wellKnown, more);
  }

  /** For scripts, which cannot know a port of the system's choice. */
  private void announce(OperationsServer server) {
    var everywhere = options.bind().equals("0.0.0.0") || options.bind().equals("::");
    var uri = server.uri();
    var host = everywhere ? "127.0.0.1" : uri.getHost();
    System.out.println(
        "operations server: " + uri.getScheme() + "://" + host + ":" + uri.getPort());
    System.out.flush();
  }

  private AppContext context(AvroCodecs codecs, Meters meters, AdminClient admin) {
    return new AppContext(
        config, loaded.hash(), instance, catalogue, codecs, meters, readiness, admin);
  }

  private void watchBroker(AdminClient admin, Resources resources) {
    var broker = new BrokerAccess(config.kafka());
    readiness.check("broker", resources.add(new BrokerWatch(broker, admin, WATCH_PERIOD))::missing);
  }

  private void runTopology(App app, Meters meters, Resources resources) {
    var topology = resources.add(topology(app));
    meters.bind(topology.streams());
    readiness.check("streams", topology::missing);
    running = true;
    topology.start();
    app.started(topology.streams());
    waitingFor = Optional.empty();
    stop.onRequest(topology::stop);
    topology.await();
  }

  private StreamsApp topology(App app) {
    var kafka = config.kafka();
    var properties =
        StreamsProperties.of(
            instance, kafka.bootstrapServers(), app.properties(), kafka.properties());
    try {
      return new StreamsApp(app.topology(), properties, instance);
    } catch (ConfigException e) {
      throw new KnownFault("kafka.properties: " + e.getMessage(), e);
    }
  }
}
