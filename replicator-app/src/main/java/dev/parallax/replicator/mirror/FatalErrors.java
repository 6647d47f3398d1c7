package dev.parallax.replicator.mirror;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connect's answer to a fatal error is to end the process. Here other flows and the view live in
 * it, so such an error is told to the flow whose thread it is, and the thread ends.
 */
final class FatalErrors {

  private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);
  private static final Map<String, Consumer<String>> LISTENERS = new ConcurrentHashMap<>();

  private FatalErrors() {}

  /** From now on nothing of Kafka ends this process or adds hooks to its end. */
  static void keepProcessAlive() {
    Exit.setExitProcedure(FatalErrors::tell);
    Exit.setHaltProcedure(FatalErrors::tell);
    // A hook for each instance that ever was would be kept; instances are closed by their flows.
    Exit.setShutdownHookAdder(
        (name, hook) ->
            LOG.debug("Shutdown hook {} is not needed: flows close what they run", name));
  }

  /**
   * @param pair what the names of the instance's threads contain, {@code source->target}
   * @param listener told why the instance cannot go on
   */
  static void listen(String pair, Consumer<String> listener) {
    LISTENERS.put(pair, listener);
  }

  static void forget(String pair) {
    LISTENERS.remove(pair);
  }

  private static void tell(int status, String message) {
    var thread = Thread.currentThread().getName();
    var reason =
        "a fatal error ended thread %s (status %d%s)"
            .formatted(thread, status, message == null ? "" : ": " + message);
    var mine = LISTENERS.entrySet().stream().filter(e -> thread.contains(e.getKey())).toList();
    if (mine.isEmpty()) {
      LISTENERS.values().forEach(listener -> listener.accept(reason));
    } else {
      mine.forEach(e -> e.getValue().accept(reason));
    }
    throw new IllegalStateException(reason);
  }
}
