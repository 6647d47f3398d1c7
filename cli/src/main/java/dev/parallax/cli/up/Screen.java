package dev.parallax.cli.up;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A terminal that is redrawn in place, with the last notices below. Safe for several threads. */
final class Screen {
  private static final String HOME_AND_CLEAR = "\033[H\033[2J";
  private static final String HOME = "\033[H";
  private static final String CLEAR_LINE_END = "\033[K\n";
  private static final String CLEAR_BELOW = "\033[J";
  private static final int NOTICES = 6;

  private final PrintWriter out;
  private final Deque<String> notices = new ArrayDeque<>();
  private boolean drawn;

  Screen(PrintWriter out) {
    this.out = out;
  }

  /** Adds a notice, shown from the next drawing on. */
  synchronized void notice(String line) {
    notices.addLast(line);
    if (notices.size() > NOTICES) {
      notices.removeFirst();
    }
  }

  /** Draws these lines and the notices; overwrites rather than clears, so that nothing flickers. */
  synchronized void draw(List<String> lines) {
    var text = new StringBuilder(drawn ? HOME : HOME_AND_CLEAR);
    lines.forEach(line -> text.append(line).append(CLEAR_LINE_END));
    if (!notices.isEmpty()) {
      text.append(CLEAR_LINE_END);
      notices.forEach(line -> text.append(line).append(CLEAR_LINE_END));
    }
    out.print(text.append(CLEAR_BELOW));
    out.flush();
    drawn = true;
  }
}
