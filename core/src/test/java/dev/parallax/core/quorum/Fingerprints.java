package dev.parallax.core.quorum;

/**
 * States as 64 bits, the same for those that differ in names only. That two others share one is
 * less likely than 1 in 10 million for a million states.
 */
final class Fingerprints {
  private final Alphabet alphabet;

  Fingerprints(Alphabet alphabet) {
    this.alphabet = alphabet;
  }

  /** Of what each region published, for every renaming; by the region's new name. */
  long[][] of(int[][] published) {
    var prints = new long[Alphabet.SYMMETRIES][3];
    for (int symmetry = 0; symmetry < Alphabet.SYMMETRIES; symmetry++) {
      for (int region = 0; region < 3; region++) {
        int named = Alphabet.region(symmetry, region);
        for (int ballot : published[region]) {
          prints[symmetry][named] = appended(prints[symmetry][named], symmetry, ballot);
        }
      }
    }
    return prints;
  }

  /** Of the state in which the region has published one more. */
  long after(long[][] prints, int region, int ballot) {
    long least = Long.MAX_VALUE;
    for (int symmetry = 0; symmetry < Alphabet.SYMMETRIES; symmetry++) {
      int named = Alphabet.region(symmetry, region);
      long print = 0;
      for (int i = 0; i < 3; i++) {
        long part = prints[symmetry][i];
        print = mixed(print + (i == named ? appended(part, symmetry, ballot) : part));
      }
      least = Math.min(least, print);
    }
    return least;
  }

  private long appended(long print, int symmetry, int ballot) {
    return mixed(print * 31 + alphabet.renamed(symmetry, ballot) + 1);
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
