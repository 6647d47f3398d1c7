package dev.parallax.core.fleet;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Agents of a remote region with the same capabilities, of whom only the number is known (P7). They
 * are numbered, and the highest number is chosen first: which agent it will be is decided there.
 */
final class AlikeAgents extends WeightedTree<Agent> {
  private final String region;
  private final Set<String> capabilities;
  private final String prefix;
  private final int count;
  private final long weight;

  private AlikeAgents(
      String region, Set<String> capabilities, String prefix, int count, long weight) {
    this.region = region;
    this.capabilities = capabilities;
    this.prefix = prefix;
    this.count = count;
    this.weight = weight;
  }

  /**
   * @param hash of the capability set, which tells its agents from those of others
   */
  static AlikeAgents of(String region, RemoteRegion.Group group, long hash) {
    return new AlikeAgents(
        region,
        group.capabilities(),
        region + "~" + Long.toHexString(hash) + "~",
        group.agents(),
        group.spare());
  }

  @Override
  int count() {
    return count;
  }

  @Override
  long weight() {
    return weight;
  }

  @Override
  Entry<Agent> choose(long seed) {
    return count == 0 ? null : entry(count);
  }

  @Override
  void forEach(Consumer<? super Entry<Agent>> action) {
    for (int number = 1; number <= count; number++) {
      action.accept(entry(number));
    }
  }

  @Override
  WeightedTree<Agent> with(Entry<Agent> entry, int depth) {
    throw new UnsupportedOperationException(
        "agents of " + region + " are known by their number only: " + entry.key());
  }

  /** One less; which one makes no difference. */
  @Override
  WeightedTree<Agent> without(long hash, String key, int depth) {
    return number(key) == 0
        ? this
        : new AlikeAgents(region, capabilities, prefix, count - 1, weight - weight / count);
  }

  @Override
  Entry<Agent> find(long hash, String key, int depth) {
    int number = number(key);
    return number == 0 ? null : entry(number);
  }

  private Entry<Agent> entry(int number) {
    var id = prefix + number;
    return Entry.of(
        id,
        weight / count,
        new Agent(id, region, capabilities, 1, 0, 0, AgentStatus.CONNECTED, 0, ""));
  }

  /** Which of them the key names, from 1; 0 if it names none. */
  private int number(String key) {
    if (!key.startsWith(prefix)) {
      return 0;
    }
    var digits = key.substring(prefix.length());
    if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(Character::isDigit)) {
      return 0;
    }
    int number = Integer.parseInt(digits);
    return number <= count ? number : 0;
  }
}
