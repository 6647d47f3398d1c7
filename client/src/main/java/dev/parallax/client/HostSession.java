package dev.parallax.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From start to close of one host: connects, however long it takes, then polls. */
final class HostSession {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
  private static final Duration CONSUMER_CLOSE = Duration.ofSeconds(2);
  private static final long END_MS = 10_000;

  private final String region;
  private final HostBuilder<?> settings;
  private final List<AgentSpec> agents;
  private final Attempts attempts;
  private final ExecutorService handlers =
      Executors.newCachedThreadPool(Threads.daemon("parallax-handler"));
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final Thread thread;
  private Optional<LiveHost> live = Optional.empty();
  private boolean closed;

  HostSession(String region, HostBuilder<?> settings, List<AgentSpec> agents) {
    this.region = region;
    this.settings = settings;
    this.agents = agents;
    this.attempts = new Attempts("agents of " + region, LOG);
    this.thread = new Thread(this::run, "parallax-agents-" + region);
  }

  void start() {
    thread.start();
  }

  CompletableFuture<Void> connected() {
    return connected;
  }

  synchronized List<String> problems() {
    if (closed) {
      return List.of("the agents leave");
    }
    return live.map(host -> host.heartbeats().problems())
        .orElse(List.of("not connected to the cluster yet"));
  }

  private void run() {
    attempts.untilDone(settings::cluster).ifPresent(this::runOn);
    var unused = connected.cancel(false);
  }

  /** The consumer stays while its broker is away: making one tells its whole configuration. */
  private void runOn(Cluster cluster) {
    try (cluster) {
      attempts
          .untilDone(() -> cluster.consumer(LiveHost.clientId(region)))
          .ifPresent(consumer -> runOn(cluster, consumer));
    }
  }

  private void runOn(Cluster cluster, Consumer<byte[], byte[]> consumer) {
    try {
      attempts
          .untilDone(() -> LiveHost.open(cluster, consumer, region, agents, handlers, attempts))
          .ifPresent(this::runLive);
    } finally {
      consumer.close(CloseOptions.timeout(CONSUMER_CLOSE));
    }
  }

  private void runLive(LiveHost host) {
    if (goLive(host)) {
      LOG.info("{} agents of {} are connected", agents.size(), region);
      connected.complete(null);
      while (!attempts.isEnded()) {
        host.inbox().poll();
      }
    } else {
      host.leave(Duration.ZERO);
    }
  }

  /** Under the lock, so that nothing says CONNECTED after LEAVING. */
  private synchronized boolean goLive(LiveHost host) {
    if (!closed) {
      live = Optional.of(host);
      host.heartbeats().start(settings.heartbeat);
    }
    return !closed;
  }

  void close() {
    Optional<LiveHost> host;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      host = live;
    }
    try {
      host.ifPresent(running -> running.leave(settings.leaveTimeout));
    } finally {
      attempts.end();
      host.ifPresent(running -> running.inbox().wakeup());
      awaitEnd();
      handlers.shutdownNow();
    }
  }

  private void awaitEnd() {
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
