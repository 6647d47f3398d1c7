package dev.parallax.cli.config;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
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
    description = "Shows a configuration: as it is written, or as it is understood.",
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
      description = "Normalised, with every default filled in, and its hash.")
  private boolean effective;

  ConfigShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var path = file.path(session.environment());
    var text = effective ? effective(path) : written(path);
    spec.commandLine().getOut().println(text.stripTrailing());
    return ExitCode.OK;
  }

  private String written(Path path) {
    var text = ConfigFile.text(path);
    return session.options().json()
        ? Json.pretty(Json.object().put("file", path.toString()).put("text", text))
        : text;
  }

  private String effective(Path path) {
    var config = valid(path);
    var document = EffectiveConfig.of(config);
    var hash = EffectiveConfig.hash(config);
    if (session.options().json()) {
      var json = Json.object().put("file", path.toString()).put("hash", hash);
      json.set("config", Json.tree(document));
      return Json.pretty(json);
    }
    return "# " + path + ", hash " + hash + "\n" + YamlDocuments.print(document);
  }

  private static ParallaxConfig valid(Path path) {
    var result = ConfigFiles.read(path);
    if (result instanceof ConfigResult.Valid valid) {
      return valid.config();
    }
    throw CommandFailure.usage(
        path + " is faulty:\n" + String.join("\n", Findings.of(path, result).lines()));
  }
}
