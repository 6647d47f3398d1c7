package dev.parallax.core.routing;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The regions of an explanation, made when the first of them is read: a decision looks at few
 * regions, an explanation at all. Everything it is made of is immutable or belongs to the decision,
 * which has ended, so it says the same whenever it is read. Safe for threads.
 */
final class ExplainedRegions extends AbstractList<RegionExplanation> implements RandomAccess {
  private final Deciding decided;
  private volatile List<RegionExplanation> made;

  ExplainedRegions(Deciding decided) {
    this.decided = decided;
  }

  @Override
  public RegionExplanation get(int index) {
    return all().get(index);
  }

  @Override
  public int size() {
    return decided.size();
  }

  private List<RegionExplanation> all() {
    var known = made;
    return known != null ? known : make();
  }

  private synchronized List<RegionExplanation> make() {
    if (made == null) {
      var regions = new RegionExplanation[size()];
      for (int i = 0; i < regions.length; i++) {
        regions[i] = decided.explain(i);
      }
      made = List.of(regions);
    }
    return made;
  }
}
