package dev.parallax.cli.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.runtime.mapping.Serving;
import java.util.Locale;

/** What a region does, in JSON. */
public final class ServingFields {
  private ServingFields() {}

  /** Adds {@code serving}, {@code redirect}, {@code active} and what else the words are made of. */
  public static void put(Serving serving, ObjectNode json) {
    var state = serving.state();
    json.put("serving", state.getServing().name().toLowerCase(Locale.ROOT))
        .put("redirect", state.getRedirect())
        .put("active", state.getActive())
        .put("share", serving.share())
        .put("forced", state.getForced())
        .put("pinned", state.getPinned())
        .put("trial", state.getTrial())
        .put("epoch", state.getEpoch());
  }
}
