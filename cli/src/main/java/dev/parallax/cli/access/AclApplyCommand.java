package dev.parallax.cli.access;

import dev.parallax.cli.cluster.LoginOption;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "apply",
    description = {
      "Grants the rights that 'acl print' shows and the cluster does not grant yet. Says what else"
          + " it grants to the same principals, and takes that back with --prune only. Rights that"
          + " are there are left as they are; those of other principals are not looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax acl apply --command-config admin.properties --dry-run",
      "  parallax acl apply --command-config admin.properties",
      "  parallax acl apply --role agent --region eu-west-1 --principal agent=User:paris",
      "  parallax acl apply --prune --output json | jq '.deleted'"
    })
final class AclApplyCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final AccessOptions access = new AccessOptions();
  @Mixin private final LoginOption login = new LoginOption();
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Say what would be done; change nothing.")
  private boolean dryRun;

  @Option(
      names = "--prune",
      description = "Take back what the principals of these roles have and do not need.")
  private boolean prune;

  AclApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    var connection = access.connection(session, err);
    var rules = AccessOptions.rules(connection, err);
    var chosen = access.chosen(rules, connection);
    var all = access.all(rules);
    try (var cluster = ClusterAccess.open(login.at(connection, session.environment()))) {
      var audit = AclAudit.of(chosen, all, cluster.granted());
      if (!dryRun) {
        change(audit, cluster);
      }
      print(audit);
    }
    return ExitCode.OK;
  }

  /** Grants first: who is given other rights in place of some is never without both. */
  private void change(AclAudit audit, ClusterAccess cluster) {
    if (!audit.missing().isEmpty()) {
      cluster.grant(audit.missing());
    }
    if (prune && !audit.superfluous().isEmpty()) {
      cluster.takeBack(audit.superfluous());
    }
  }

  private void print(AclAudit audit) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var json = Json.object().put("dryRun", dryRun);
      json.set("created", Json.tree(texts(audit.missing())));
      json.set("superfluous", Json.tree(texts(prune ? List.of() : audit.superfluous())));
      json.set("deleted", Json.tree(texts(prune ? audit.superfluous() : List.of())));
      out.println(Json.pretty(json));
      return;
    }
    var would = dryRun ? "would be " : "";
    texts(audit.missing()).forEach(text -> out.println(would + "granted: " + text));
    texts(audit.superfluous())
        .forEach(text -> out.println((prune ? would + "taken back: " : "superfluous: ") + text));
    out.println(summary(audit));
  }

  private String summary(AclAudit audit) {
    var would = dryRun ? " would be" : "";
    int missing = audit.missing().size();
    int superfluous = audit.superfluous().size();
    var granted =
        missing == 0 ? "all rights are granted" : missing + " rights" + would + " granted";
    if (superfluous == 0) {
      return granted;
    }
    return granted
        + ", "
        + superfluous
        + (prune ? would + " taken back" : " superfluous (--prune takes them back)");
  }

  private static List<String> texts(List<AclBinding> bindings) {
    return bindings.stream().map(AclAudit::text).toList();
  }
}
