package dev.parallax.cli.cases;

/** One case, whole and without faults: something that must hold. */
public interface Case {
  /** The file that it stands in. */
  SourceFile file();

  /** The line of that file where it begins, from 1. */
  int line();

  /** What must hold, in a few words. */
  String name();

  /** Judges it. */
  Verdict judge();
}
