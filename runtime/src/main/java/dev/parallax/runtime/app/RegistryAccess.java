package dev.parallax.runtime.app;

import dev.parallax.core.config.RegistryTls;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicSpec;
import dev.parallax.schemas.access.AccessException;
import dev.parallax.schemas.access.PemFiles;
import dev.parallax.schemas.access.SecretVariables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The configured schema registry. */
public final class RegistryAccess {
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private RegistryAccess() {}

  /**
   * A client for somebody who waits; nothing is asked yet.
   *
   * @param environment where the secrets are
   * @throws KnownFault if a variable that the settings name is not set, or a file cannot be used
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
    var secrets = new SecretVariables(environment);
    try {
      settings
          .username()
          .ifPresent(
              user ->
                  client.basicAuth(
                      user,
                      settings
                          .passwordEnv()
                          .map(name -> secret("passwordEnv", name, secrets))
                          .orElse("")));
      settings.tokenEnv().ifPresent(name -> client.bearerToken(secret("tokenEnv", name, secrets)));
      tls(settings.tls()).ifPresent(client::sslContext);
    } catch (AccessException e) {
      throw new KnownFault("schemaRegistry: " + e.getMessage(), e);
    }
    return client;
  }

  private static Optional<SSLContext> tls(RegistryTls tls) {
    var authorities = tls.caFile().map(Path::of);
    var identity =
        tls.certificateFile()
            .map(file -> PemFiles.identity(Path.of(file), Path.of(tls.keyFile().orElseThrow())));
    return authorities.isEmpty() && identity.isEmpty()
        ? Optional.empty()
        : Optional.of(PemFiles.context(authorities, identity));
  }

  private static String secret(String key, String variable, SecretVariables secrets) {
    return secrets
        .get(variable)
        .orElseThrow(
            () ->
                new KnownFault(
                    "environment variable %s, named by schemaRegistry.%s, is not set: set it to the secret"
                        .formatted(variable, key)));
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
