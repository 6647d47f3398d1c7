package dev.parallax.cli.drills;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of drills in which regions fail over to each other. */
public final class ActivePassive {
  private ActivePassive() {}

  /**
   * Three regions, {@code us-east-1} active, without a cooldown; two rules of residency; requests
   * may wait 10 s; two probes in a row decide.
   *
   * @param interval of probes, as in a configuration
   * @param timeout of a probe
   * @param failback after which it goes back
   * @return sections of the configuration by name
   */
  public static Map<String, String> sections(String interval, String timeout, String failback) {
    var sections = new LinkedHashMap<String, String>();
    sections.put(
        "routing",
        """
        hold: 10s
        residency:
          rules:
            - match: { input.dataResidency: eu }
              regions: [eu-west-1]
            - match: { input.dataResidency: us }
              regions: [us-east-1]
        """);
    sections.put(
        "disasterRecovery",
        """
        mode: active-passive
        primary: us-east-1
        standby: [eu-west-1, ap-south-1]
        failover: { automatic: true, cooldown: 0s }
        failback: { enabled: true, delay: %s }
        """
            .formatted(failback));
    sections.put(
        "healthCheck",
        """
        interval: %s
        timeout: %s
        unhealthyThreshold: 2
        healthyThreshold: 2
        """
            .formatted(interval, timeout));
    return sections;
  }
}
