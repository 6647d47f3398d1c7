package dev.parallax.router;

import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.RowState;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How a row ends: it keeps the record that ended it and lets go of what only a running one needs.
 */
final class Ending {
  private Ending() {}

  /**
   * @param row is changed
   * @param state FINISHED or UNROUTABLE
   * @param record as it is written to outcomes or unroutable
   * @param forgetAt when the row may go, ms since the epoch
   */
  static void end(ExecutionRow row, RowState state, byte[] record, long forgetAt) {
    row.setState(state);
    row.setEnding(ByteBuffer.wrap(record));
    row.setForgetAt(forgetAt);
    row.setSlots(List.of());
    row.setRules(null);
    row.setRequest(null);
  }

  /** The record that ended it; the row must have ended. */
  static byte[] record(ExecutionRow row) {
    var ending = row.getEnding().duplicate();
    var bytes = new byte[ending.remaining()];
    ending.get(bytes);
    return bytes;
  }
}
