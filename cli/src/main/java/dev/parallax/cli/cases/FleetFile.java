package dev.parallax.cli.cases;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.documents.Faults;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.fleet.Fleet;
import java.util.List;
import java.util.stream.Collectors;

/** A file that holds a fleet as cases write it. */
public final class FleetFile {
  private FleetFile() {}

  /**
   * The fleet in the file.
   *
   * @param regions ids of the configured regions
   * @throws CommandFailure with all of its faults
   */
  public static Fleet read(SourceFile file, List<String> regions) {
    var sources = new Sources();
    var faults = new Faults("");
    var fleet = Fleet.empty();
    var document = sources.read(file, faults);
    if (document.isPresent()) {
      var nothing = new ConfigNode.Mapping(List.of(), document.get().line());
      var merged = new Documents(sources, faults).over(nothing, document.get(), "", file);
      fleet = FleetReader.read(merged, regions, regions, faults);
    }
    if (!faults.isEmpty()) {
      throw CommandFailure.usage(
          sources.located(faults).stream()
              .map(CaseFiles.Fault::text)
              .collect(Collectors.joining("\n", file.shown() + " is no fleet:\n", "")));
    }
    return fleet;
  }
}
