package dev.parallax.cli.config;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.runtime.config.MalformedDocument;
import dev.parallax.runtime.config.MaskedText;
import dev.parallax.runtime.config.YamlDocuments;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description =
        "Shows a configuration: as it is written, but for its secrets, or (--effective) as it is"
            + " understood.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax config show",
      "  parallax config show parallax.config.yaml --effective",
      "  parallax config show --effective --output json | jq .config.routing"
    })
final class ConfigShowCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConfigFile file = new ConfigFile();
  @Spec private CommandSpec spec;

  @Option(
      names = "--effective",
      description =
          "Normalised, with every default filled in, secrets of kafka.properties masked, and its"
              + " hash. It is a configuration again.")
  private boolean effective;

  ConfigShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var text = effective ? effective() : written(file.path(session.environment()));
    spec.commandLine().getOut().println(text.stripTrailing());
    return ExitCode.OK;
  }

  private String written(Path path) {
    var text = masked(path);
    return session.options().json()
        ? Json.pretty(Json.object().put("file", path.toString()).put("text", text))
        : text;
  }

  private static String masked(Path path) {
    try {
      return MaskedText.of(ConfigFile.text(path));
    } catch (MalformedDocument unreadable) {
      throw CommandFailure.usage(
          path
              + " is not shown, as secrets in it could not be masked: see parallax config validate",
          unreadable);
    }
  }

  private String effective() {
    var checked = file.read(session.environment());
    var document = EffectiveConfig.of(checked.config());
    var hash = EffectiveConfig.hash(checked.config());
    var findings = checked.findings();
    if (session.options().json()) {
      var json = Json.object().put("file", findings.file().toString()).put("hash", hash);
      json.set("config", Json.tree(document));
      findings.putInto(json);
      return Json.pretty(json);
    }
    findings.lines().forEach(spec.commandLine().getErr()::println);
    return "# " + findings.file() + ", hash " + hash + "\n" + YamlDocuments.print(document);
  }
}
