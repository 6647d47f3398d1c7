package dev.parallax.cli.access;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Grants as lines for a shell, by Kafka's own {@code kafka-acls.sh}.
 *
 * @param bootstrapServers of the cluster
 */
record ShellLines(String bootstrapServers) {

  /** What may stand in one line: the same operations on resources of one kind, for one. */
  private record Line(
      String principal, ResourceType type, PatternType pattern, Set<AclOperation> operations) {}

  /** In the order of the grants. */
  List<String> of(List<Grant> grants) {
    var names = new LinkedHashMap<Line, Set<String>>();
    for (var grant : grants) {
      var resource = grant.right().resource();
      names
          .computeIfAbsent(line(grant, resource), one -> new LinkedHashSet<>())
          .add(resource.name());
    }
    return names.entrySet().stream().map(line -> text(line.getKey(), line.getValue())).toList();
  }

  private static Line line(Grant grant, ResourcePattern resource) {
    return new Line(
        grant.principal(),
        resource.resourceType(),
        resource.patternType(),
        grant.right().operations());
  }

  private String text(Line line, Set<String> names) {
    var words =
        Stream.of(
                Stream.of("kafka-acls.sh --bootstrap-server", bootstrapServers),
                Stream.of("--command-config admin.properties --add"),
                Stream.of("--allow-principal", quoted(line.principal())),
                line.operations().stream().map(one -> "--operation " + operation(one)),
                names.stream().map(name -> option(line.type()) + " " + quoted(name)),
                line.pattern() == PatternType.PREFIXED
                    ? Stream.of("--resource-pattern-type prefixed")
                    : Stream.<String>empty())
            .flatMap(part -> part);
    return words.collect(Collectors.joining(" "));
  }

  /** {@code DescribeConfigs}, as the tool writes it. */
  private static String operation(AclOperation operation) {
    return Stream.of(operation.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static String option(ResourceType type) {
    return "--" + Grant.type(type);
  }

  private static String quoted(String text) {
    return text.matches("[\\w./:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
