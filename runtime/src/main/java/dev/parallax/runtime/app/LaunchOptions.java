package dev.parallax.runtime.app;

import dev.parallax.runtime.streams.Instance;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param config file of the configuration
 * @param instanceId what this process is called among those of its application
 * @param stateDir directory of its stores; absent = one of its own below {@code .parallax/state}
 * @param port of the operations server, 0..65535; 0 = any free one
 * @param bind address of the operations server
 * @param place what differs from the file where this process runs
 * @param spare whether it waits, prepared, for the process that has the state directory to end
 * @param observer whether it only observes, without a topology and stores
 */
record LaunchOptions(
    Path config,
    String instanceId,
    Optional<Path> stateDir,
    int port,
    String bind,
    Place place,
    boolean spare,
    boolean observer) {

  Instance instance(AppName app, String topicPrefix) {
    return new Instance(
        app.applicationId(topicPrefix),
        instanceId,
        stateDir.orElseGet(() -> Path.of(".parallax", "state", app.role(), instanceId)));
  }
}
