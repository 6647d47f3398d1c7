package dev.parallax.runtime.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody who logs in at a cluster does there. */
public enum Role {
  /** Writes requests and reads what became of them: applications, the Java client. */
  PRODUCER(false),
  /** Does the tasks of one region. */
  AGENT(true),
  /** The router app. */
  ROUTER(false),
  /** The health app with its console. */
  HEALTH(false),
  /** {@code health-app --observer}: only probes. */
  OBSERVER(false),
  /** The replicator app of one region, which also reads the clusters of the others. */
  REPLICATOR(true),
  /** Reads decisions and outcomes. */
  ANALYST(false),
  /** Looks at everything, fails over, drains, publishes patterns, cancels. */
  OPERATOR(false);

  private final boolean regional;

  Role(boolean regional) {
    this.regional = regional;
  }

  /** Whether those of different regions have different rights. */
  public boolean isRegional() {
    return regional;
  }

  /** As it is written on a command line: in small letters. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this text, in any case. */
  public static Optional<Role> find(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equalsIgnoreCase(text)).findFirst();
  }

  /** The texts of all. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Role::text).toList();
  }
}
