package dev.parallax.cli.config;

import dev.parallax.cli.config.reference.Reference;
import dev.parallax.cli.config.reference.ReferenceKey;
import dev.parallax.cli.config.reference.ReferenceSection;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = "Says what the keys of the configuration mean, with their values and defaults.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax config explain",
      "  parallax config explain routing.hold",
      "  parallax config explain regions",
      "  parallax config explain healthCheck --output json | jq -r '.keys[].path'"
    })
final class ConfigExplainCommand implements Callable<Integer> {
  private final Session session;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "KEY",
      description = "A key or a section, by its path. Default: the sections.")
  private String key;

  ConfigExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var reference = Reference.load();
    var keys = key == null ? reference.keys() : reference.at(key);
    if (keys.isEmpty()) {
      throw CommandFailure.usage(key + " is no key; " + reference.hint(key));
    }
    spec.commandLine().getOut().println(shown(reference, keys));
    return ExitCode.OK;
  }

  private String shown(Reference reference, List<ReferenceKey> keys) {
    if (session.options().json()) {
      return json(keys);
    }
    return key == null
        ? sections(reference.sections())
        : keys.stream().map(ConfigExplainCommand::told).collect(Collectors.joining("\n\n"));
  }

  private static String sections(List<ReferenceSection> sections) {
    var table = Table.of("SECTION", "ABOUT");
    sections.stream()
        .filter(section -> !section.path().isEmpty())
        .forEach(section -> table.row(section.path(), section.about()));
    return table + "\n\n'parallax config explain SECTION' explains its keys.";
  }

  private static String told(ReferenceKey key) {
    var lines = key.path() + " (" + key.rule() + ")\n  " + plain(key.meaning());
    return key.values().equals("section")
        ? lines
        : lines + "\n  values:  " + plain(key.values()) + "\n  default: " + plain(key.otherwise());
  }

  private static String json(List<ReferenceKey> keys) {
    var json = Json.object();
    var array = json.putArray("keys");
    for (var each : keys) {
      array
          .addObject()
          .put("path", each.path())
          .put("values", plain(each.values()))
          .put("default", plain(each.otherwise()))
          .put("meaning", plain(each.meaning()))
          .put("rule", each.rule());
    }
    return Json.pretty(json);
  }

  /** Without the marks that a page needs. */
  private static String plain(String text) {
    return text.replace("`", "");
  }
}
