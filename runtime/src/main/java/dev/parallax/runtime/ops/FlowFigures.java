package dev.parallax.runtime.ops;

/** What is measured of the copying from one region's cluster to another's. Asked at each scrape. */
public interface FlowFigures {

  /** 1 while it copies, 0 while it does not, NaN while another process is to copy. */
  double up();

  /** Committed records of the source that are not copied yet; NaN while not known here. */
  double lagRecords();

  /** Age of the oldest of them in seconds, 0 if there are none; NaN while not known here. */
  double lagSeconds();

  /** Bytes of values read for copying since the process started. */
  double bytes();

  /** Records that stayed in their region since the process started (P1). */
  double excluded();
}
