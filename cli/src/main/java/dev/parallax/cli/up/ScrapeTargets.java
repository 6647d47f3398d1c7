package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.cli.console.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The file that tells Prometheus where the metrics of a sandbox are, in the form of its {@code
 * file_sd_configs}. Ports are other ones in every sandbox, so that each app is an instance by its
 * name; its job is its role.
 *
 * @param file where it is
 */
record ScrapeTargets(Path file) {
  private static final String NAME = "targets.json";

  /** In the directory of a sandbox. */
  static ScrapeTargets in(Path directory) {
    return new ScrapeTargets(directory.resolve(NAME));
  }

  /**
   * Writes it anew, at once as a whole.
   *
   * @param addresses of operations servers, by name of the app
   */
  synchronized void write(Map<String, URI> addresses) {
    var groups = JsonNodeFactory.instance.arrayNode();
    addresses.forEach(
        (name, address) -> {
          var group = groups.addObject();
          group.putArray("targets").add(address.getAuthority());
          group.putObject("labels").put("job", role(name)).put("instance", name);
        });
    try {
      var draft = file.resolveSibling(NAME + ".draft");
      Files.writeString(draft, Json.compact(groups) + "\n", UTF_8);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of {@code router-app} and {@code router-app-eu-west-1}: {@code router}. */
  private static String role(String name) {
    return name.substring(0, name.indexOf('-'));
  }
}
