package dev.parallax.cli.cases;

import dev.parallax.core.config.ConfigFault;
import dev.parallax.runtime.config.ConfigFaults;
import java.util.List;
import java.util.Map;

/**
 * What the files of one run hold.
 *
 * @param kind of the cases that were asked for
 * @param cases those, in order; not all of them if there are faults
 * @param skipped files that hold cases of the other kind, and how many
 * @param passedOver files without cases, and what they are: {@code a configuration}
 * @param faults of all files, by file and line
 */
public record CaseFiles(
    CaseKind kind,
    List<Case> cases,
    Map<SourceFile, Integer> skipped,
    Map<SourceFile, String> passedOver,
    List<Fault> faults) {

  /**
   * A fault and the file that it stands in.
   *
   * @param file that holds it
   * @param fault with the line within that file
   */
  public record Fault(SourceFile file, ConfigFault fault) {
    /** In one line for people. */
    public String text() {
      return ConfigFaults.text(file.shown(), fault);
    }
  }

  /** Reads the cases of one kind in all files, whatever is wrong with one of them. */
  public static CaseFiles read(CaseKind kind, List<SourceFile> files) {
    var reader = new CaseFilesReader(kind);
    files.forEach(reader::read);
    return reader.all();
  }
}
