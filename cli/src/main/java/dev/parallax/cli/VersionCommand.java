package dev.parallax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "version",
    description = "Prints the versions of Parallax, its Kafka clients and Java.",
    footerHeading = "%nExamples:%n",
    footer = {"  parallax version", "  parallax version --output json"})
final class VersionCommand implements Callable<Integer> {
  private final Session session;
  @Spec private CommandSpec spec;

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    var versions = versions();
    var parallax = versions.getProperty("parallax");
    var kafka = versions.getProperty("kafka");
    var java = Runtime.version().toString();
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(
          Json.pretty(
              Json.object().put("parallax", parallax).put("kafka", kafka).put("java", java)));
    } else {
      out.println("parallax " + parallax + " (Kafka clients " + kafka + ", Java " + java + ")");
    }
    return 0;
  }

  private static Properties versions() throws IOException {
    var versions = new Properties();
    try (var stream = VersionCommand.class.getResourceAsStream("versions.properties");
        var reader = new InputStreamReader(stream, UTF_8)) {
      versions.load(reader);
    }
    return versions;
  }
}
