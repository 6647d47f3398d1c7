package dev.parallax.core.routing;

/** What a strategy measured eligible places by, for the explanation (R18). */
@FunctionalInterface
interface Scale {
  /** No strategy was asked, or it compares nothing. */
  Scale NONE = place -> Double.NaN;

  /** The place's score; not a number if it has none. */
  double score(Place place);
}
