package dev.parallax.cli.access;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.session.Session;
import dev.parallax.runtime.access.AccessRules;
import dev.parallax.runtime.access.Holder;
import dev.parallax.runtime.access.Role;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose rights are meant, and who they are. */
final class AccessOptions {
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      split = ",",
      description =
          "Only the rights of these roles: producer, agent, router, health, observer, replicator,"
              + " analyst, operator. Default: all. Agents of one region: with --region.")
  private List<Role> roles = List.of();

  @Option(
      names = "--principal",
      paramLabel = "ROLE=PRINCIPAL",
      description =
          "Who logs in as that, such as producer=User:shop or agent@eu-west-1=User:paris; may be"
              + " repeated, for one role, too. Default: User:parallax-ROLE, for agents"
              + " User:agents-REGION, for replicators User:parallax-replicator-REGION.")
  private List<String> principals = List.of();

  /**
   * The cluster whose rights are meant.
   *
   * @throws CommandFailure if none is known, or no configuration of it
   */
  Connection connection(Session session, PrintWriter err) {
    var connection = cluster.one(session, err);
    if (connection.config().isEmpty()) {
      throw CommandFailure.usage(
          "rights depend on the regions, and none are known: name a configuration by --config"
              + " FILE");
    }
    return connection;
  }

  /**
   * The rules of that cluster; people are told what they cannot say.
   *
   * @param connection has a configuration
   */
  static AccessRules rules(Connection connection, PrintWriter err) {
    var rules = AccessRules.of(connection.config().orElseThrow());
    if (!rules.tooWide().isEmpty()) {
      err.println(
          "parallax: replication.topics "
              + rules.tooWide()
              + " would take topics of Parallax along as a right: name the topics one by one, or"
              + " grant READ and DESCRIBE_CONFIGS on each to the replicators yourself");
    }
    return rules;
  }

  /**
   * The rights of the roles that are meant.
   *
   * @throws CommandFailure if there is nobody of these roles at the cluster
   */
  List<Grant> chosen(AccessRules rules, Connection connection) {
    var chosen = all(rules).stream().filter(grant -> isMeant(grant.holder(), connection)).toList();
    if (chosen.isEmpty()) {
      throw CommandFailure.usage(
          "--role: nobody is that at this cluster; there are "
              + String.join(", ", rules.holders().stream().map(Holder::text).toList()));
    }
    return chosen;
  }

  /** The rights of all roles. */
  List<Grant> all(AccessRules rules) {
    var who = Principals.of(principals, rules.holders());
    var grants = new ArrayList<Grant>();
    for (var holder : rules.holders()) {
      for (var principal : who.of(holder)) {
        rules.of(holder).forEach(right -> grants.add(new Grant(holder, principal, right)));
      }
    }
    return List.copyOf(grants);
  }

  /** A region that has a cluster of its own is meant as a whole, with all who come to it. */
  private boolean isMeant(Holder holder, Connection connection) {
    if (!roles.isEmpty() && !roles.contains(holder.role())) {
      return false;
    }
    return connection.isFederated()
        || cluster.region().isEmpty()
        || holder.region().isEmpty()
        || holder.region().equals(cluster.region());
  }
}
