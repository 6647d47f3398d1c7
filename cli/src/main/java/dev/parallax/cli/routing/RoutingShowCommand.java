package dev.parallax.cli.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.config.CheckedConfig;
import dev.parallax.cli.config.ConfigFile;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.core.config.EffectiveConfig;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description = {
      "Shows the rules by which requests are routed, in the order in which they hold: residency, the"
          + " strategy with its parameters, how long requests wait; then what is dangerous about"
          + " them. Reads the configuration file only, no cluster."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax routing show",
      "  parallax routing show parallax.config.yaml",
      "  parallax routing show --output json | jq '.routing.residency.rules'",
      "  parallax routing show --output json | jq -r '.warnings[].message'"
    })
final class RoutingShowCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConfigFile file = new ConfigFile();
  @Spec private CommandSpec spec;

  RoutingShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var checked = file.read(session.environment());
    var text = session.options().json() ? Json.pretty(json(checked)) : text(checked);
    spec.commandLine().getOut().println(text);
    return ExitCode.OK;
  }

  private static String text(CheckedConfig checked) {
    var findings = checked.findings();
    var lines = new ArrayList<String>();
    var hash = EffectiveConfig.hash(checked.config());
    lines.add("Routing by " + findings.file() + ", hash " + hash);
    lines.addAll(new RoutingTables(checked.config()).lines());
    lines.add("");
    lines.addAll(findings.lines());
    return String.join("\n", lines).stripTrailing();
  }

  /** The configuration's own keys, so that there is one spelling to learn; rules are numbered. */
  private static JsonNode json(CheckedConfig checked) {
    var config = checked.config();
    var document = Json.tree(EffectiveConfig.of(config));
    var json =
        Json.object()
            .put("file", checked.findings().file().toString())
            .put("hash", EffectiveConfig.hash(config))
            .put("currentRegion", config.controlPlane().currentRegion());
    json.set("regions", Json.tree(config.controlPlane().regions()));
    number(document.at("/routing/rules"));
    number(document.at("/routing/residency/rules"));
    json.set("routing", document.get("routing"));
    if (document.has("disasterRecovery")) {
      json.set("disasterRecovery", document.get("disasterRecovery"));
    }
    checked.findings().putInto(json);
    return json;
  }

  /** From 1, as decisions cite them (R18). */
  private static void number(JsonNode rules) {
    if (rules instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        ((ObjectNode) list.get(i)).put("rule", i + 1);
      }
    }
  }
}
