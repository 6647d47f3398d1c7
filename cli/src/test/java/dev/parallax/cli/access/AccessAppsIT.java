package dev.parallax.cli.access;

import dev.parallax.sandbox.SharedRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rights suffice: router, health app, an agent, a client and commands, each by its own login
 * within TLS, at a broker that refuses everything else. No log has a secret. By tokens: {@link
 * OAuthIT}.
 */
@Tag("long")
class AccessAppsIT {
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"PASSWORD", "CERTIFICATE"})
  void aRequestIsAnsweredAndAnotherCancelledWhereEverybodyHasOnlyTheRightsOfTheirRole(
      GuardedCluster.Way way) throws Exception {
    var settings = GuardedApps.SETTINGS.formatted(SharedRegistry.get().url());
    try (var cluster = new GuardedCluster(directory, way, settings)) {
      cluster.grantAll();
      try (var apps = new GuardedApps(cluster)) {
        apps.work();
        apps.saidNothingOfRightsOrSecrets();
      }
    }
  }
}
