package dev.parallax.cli.routing;

import dev.parallax.cli.cases.FleetFile;
import dev.parallax.cli.cases.SourceFile;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.patterns.PatternDocument;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.runtime.config.ConfigFaults;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.config.MalformedDocument;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A fleet that files describe. */
final class OfflineFleet {
  private OfflineFleet() {}

  /**
   * Reads it.
   *
   * @param fleet the file of its regions and agents
   * @param patterns the files of its patterns
   * @param regions ids of the configured regions
   * @throws CommandFailure with what is wrong with a file
   */
  static SeenFleet read(SourceFile fleet, List<SourceFile> patterns, List<String> regions) {
    var seen = FleetFile.read(fleet, regions);
    var names = new TreeSet<String>();
    for (var file : patterns) {
      var pattern = pattern(file);
      seen = seen.with(pattern);
      names.add(pattern.name());
    }
    return new SeenFleet(seen, List.of(), Set.of(), names, 0);
  }

  private static Pattern pattern(SourceFile file) {
    try {
      var reading = PatternDocument.read(ConfigFiles.document(file.path()));
      if (reading instanceof PatternDocument.Valid valid) {
        return valid.document().pattern();
      }
      throw refused(file, ((PatternDocument.Faulty) reading).faults());
    } catch (MalformedDocument unreadable) {
      throw refused(file, List.of(unreadable.fault()));
    }
  }

  private static CommandFailure refused(SourceFile file, List<ConfigFault> faults) {
    return CommandFailure.usage(
        faults.stream()
            .map(fault -> ConfigFaults.text(file.shown(), fault))
            .collect(Collectors.joining("\n", file.shown() + " is no pattern:\n", "")));
  }
}
