package dev.parallax.core.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The schema registry. Secrets are named, never written: they are read from the environment.
 *
 * @param urls base URLs of its REST API, in the order to be tried
 * @param username for basic authentication; absent means none
 * @param passwordEnv environment variable with the password; present with {@code username} only
 * @param tokenEnv environment variable with a bearer token; excludes {@code username}
 */
public record SchemaRegistry(
    List<URI> urls,
    Optional<String> username,
    Optional<String> passwordEnv,
    Optional<String> tokenEnv) {
  /** Copies the URLs. */
  public SchemaRegistry {
    urls = List.copyOf(urls);
  }
}
