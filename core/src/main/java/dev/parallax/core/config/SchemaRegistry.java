package dev.parallax.core.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The schema registry. Secrets are named, never written: the environment's variable of that name
 * has one, or that name with {@code _FILE} after it names a file that does.
 *
 * @param urls base URLs of its REST API, in the order to be tried
 * @param username for basic authentication; absent means none
 * @param passwordEnv environment variable with the password; present with {@code username} only
 * @param tokenEnv environment variable with a bearer token; excludes {@code username}
 * @param tls over https
 */
public record SchemaRegistry(
    List<URI> urls,
    Optional<String> username,
    Optional<String> passwordEnv,
    Optional<String> tokenEnv,
    RegistryTls tls) {
  /** Copies the URLs. */
  public SchemaRegistry {
    urls = List.copyOf(urls);
  }

  /** A registry that asks for no credentials. */
  public static SchemaRegistry open(List<URI> urls) {
    return new SchemaRegistry(
        urls, Optional.empty(), Optional.empty(), Optional.empty(), RegistryTls.DEFAULT);
  }

  /** Another address of it, which is asked in the same way. */
  public SchemaRegistry at(List<URI> others) {
    return new SchemaRegistry(others, username, passwordEnv, tokenEnv, tls);
  }
}
