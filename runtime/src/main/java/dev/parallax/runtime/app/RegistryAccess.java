package dev.parallax.runtime.app;

import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The configured schema registry. */
public final class RegistryAccess {
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private RegistryAccess() {}

  /**
   * A client for somebody who waits; nothing is asked yet.
   *
   * @param environment where the secrets are
   * @throws KnownFault if a variable that the settings name is not set
   */
  public static SchemaRegistryClient client(
      SchemaRegistry settings, Map<String, String> environment) {
    return builder(settings, environment).requestTimeout(PATIENCE).timeBudget(PATIENCE).build();
  }

  /** The same for an app, whose transactions do not survive a long wait. */
  static SchemaRegistryClient clientOfApp(
      SchemaRegistry settings, Map<String, String> environment) {
    return builder(settings, environment).build();
  }

  private static SchemaRegistryClient.Builder builder(
      SchemaRegistry settings, Map<String, String> environment) {
    var client = SchemaRegistryClient.builder(settings.urls());
    settings
        .username()
        .ifPresent(
            user ->
                client.basicAuth(
                    user,
                    settings
                        .passwordEnv()
                        .map(name -> secret("passwordEnv", name, environment))
                        .orElse("")));
    settings
        .tokenEnv()
        .ifPresent(name -> client.bearerToken(secret("tokenEnv", name, environment)));
    return client;
  }

  private static String secret(String key, String variable, Map<String, String> environment) {
    var value = environment.get(variable);
    if (value == null || value.isEmpty()) {
      throw new KnownFault(
          "environment variable %s, named by schemaRegistry.%s, is not set: set it to the secret"
              .formatted(variable, key));
    }
    return value;
  }

  /**
   * Registers the schemas of these topics, each where it is not there yet.
   *
   * @throws NotYetException if the registry does not answer
   * @throws KnownFault if it refuses one, or the credentials
   */
  static void register(AvroCodecs codecs, List<TopicSpec> topics) {
    try {
      topics.forEach(codecs::prepare);
    } catch (RegistryException e) {
      if (e.retriable()) {
        throw new NotYetException(e.getMessage() + "; start it or correct schemaRegistry.urls", e);
      }
      throw new KnownFault(e.getMessage(), e);
    }
  }
}
