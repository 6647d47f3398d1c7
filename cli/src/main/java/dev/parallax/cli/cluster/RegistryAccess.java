package dev.parallax.cli.cluster;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.schemas.SchemaRegistryClient;
import java.time.Duration;
import java.util.Map;

/** Opens the registry of a configuration with the secrets that the environment holds. */
public final class RegistryAccess {
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private RegistryAccess() {}

  /**
   * A client of this registry.
   *
   * @throws CommandFailure if an environment variable that it names is not set
   */
  public static SchemaRegistryClient open(SchemaRegistry registry, Map<String, String> variables) {
    var builder = SchemaRegistryClient.builder(registry.urls()).timeBudget(BUDGET);
    registry
        .username()
        .ifPresent(
            user ->
                builder.basicAuth(user, secret(variables, registry.passwordEnv().orElseThrow())));
    registry.tokenEnv().ifPresent(token -> builder.bearerToken(secret(variables, token)));
    return builder.build();
  }

  private static String secret(Map<String, String> variables, String name) {
    var value = variables.get(name);
    if (value == null) {
      throw CommandFailure.usage(
          "the schema registry's secret is read from the environment variable "
              + name
              + ", which is not set");
    }
    return value;
  }
}
