package dev.parallax.runtime.input;

import dev.parallax.runtime.deadletter.Provenance;

/**
 * Who a request is (R22): its executionId, else its record's key, else its place.
 *
 * @param id always usable
 * @param fault why the one that came first is not; null if it is
 */
record Identity(String id, String fault) {

  static Identity of(String own, byte[] key, Provenance from) {
    if (own == null) {
      return ofKey(key, from);
    }
    var fault = RequestRules.name("executionId", own);
    return fault == null ? new Identity(own, null) : new Identity(ofKey(key, from).id(), fault);
  }

  private static Identity ofKey(byte[] key, Provenance from) {
    var place = from.place();
    if (key == null || key.length == 0) {
      return new Identity(place, null);
    }
    var text = Texts.utf8(key);
    var fault =
        text.isEmpty()
            ? "the record's key is no UTF-8 text"
            : RequestRules.name("the record's key", text.get());
    return fault == null
        ? new Identity(text.get(), null)
        : new Identity(place, fault + "; it stands for executionId, which is absent (R22)");
  }
}
