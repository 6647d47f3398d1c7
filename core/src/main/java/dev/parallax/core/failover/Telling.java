package dev.parallax.core.failover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was told of every region last, and so what is worth telling next (H7). For one thread. */
public final class Telling {
  private final Map<String, RegionAccount> told = new HashMap<>();

  /** Those of these accounts that are to be told now; they count as told from then on. */
  public List<RegionAccount> due(List<RegionAccount> accounts) {
    var due = new ArrayList<RegionAccount>();
    for (var account : accounts) {
      var region = account.report().region();
      var last = told.get(region);
      if (last == null || account.dueAfter(last)) {
        told.put(region, account);
        due.add(account);
      }
    }
    return due;
  }
}
