package dev.parallax.runtime.conformance;

import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A file of routing cases: what the router must decide, as data. */
final class RoutingCases {
  private static final ConfigNode NOTHING = new ConfigNode.Mapping(List.of(), 0);

  private final Path folder;
  private final ConfigNode.Mapping root;
  private final ConfigNode config;
  private final ConfigNode fleet;
  private final List<?> patterns;

  private RoutingCases(Path folder, ConfigNode.Mapping root) {
    this.folder = folder;
    this.root = root;
    this.config = Documents.resolve(find(root, "config").orElse(NOTHING), folder);
    this.fleet = Documents.resolve(find(root, "fleet").orElse(NOTHING), folder);
    this.patterns =
        find(root, "patterns")
            .<List<?>>map(list -> Keys.listOf(Documents.plain(list)))
            .orElse(List.of());
  }

  static List<Case> read(Path file) {
    var root = (ConfigNode.Mapping) Documents.read(file);
    for (var entry : root.entries()) {
      if (!List.of("config", "fleet", "patterns", "cases").contains(entry.key())) {
        throw new IllegalArgumentException(file + " has the unknown key " + entry.key());
      }
    }
    return new RoutingCases(file.toAbsolutePath().getParent(), root).cases();
  }

  private List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (var node : ((ConfigNode.Sequence) find(root, "cases").orElseThrow()).items()) {
      cases.add(read((ConfigNode.Mapping) node));
    }
    return cases;
  }

  private Case read(ConfigNode.Mapping node) {
    return Keys.read(
        "case",
        Documents.plain(node),
        keys -> {
          keys.find("config");
          keys.find("fleet");
          return new Case(
              keys.requiredText("name"),
              () -> World.of(config, fleet, patterns),
              () -> World.of(over(config, node, "config"), over(fleet, node, "fleet"), patterns),
              keys.find("request").orElseThrow(),
              keys.count("repeat"),
              Expectation.read(keys.find("expect").orElseThrow()));
        });
  }

  private ConfigNode over(ConfigNode base, ConfigNode.Mapping node, String key) {
    return find(node, key).map(own -> Documents.over(base, own, folder)).orElse(base);
  }

  private static Optional<ConfigNode> find(ConfigNode.Mapping mapping, String key) {
    return mapping.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .map(ConfigNode.Entry::value)
        .findFirst();
  }

  /**
   * One case.
   *
   * @param name says what must hold
   * @param before what the file says for all cases
   * @param world with the case's own changes
   * @param request as written
   * @param repeat how many ids are made of its id; absent means that it stands for itself
   * @param expectation what must hold
   */
  record Case(
      String name,
      Supplier<World> before,
      Supplier<World> world,
      Object request,
      Optional<Integer> repeat,
      Expectation expectation) {

    void check() {
      var decisions = decide(world.get());
      expectation.check(decisions);
      expectation.moved().ifPresent(moved -> moved.check(decide(before.get()), decisions));
    }

    private List<Decision> decide(World in) {
      return in.decide(requests(in));
    }

    private List<Request> requests(World in) {
      var document = RequestDocument.read(request, in.inputPaths());
      var id = document.request().executionId();
      return repeat
          .map(
              times ->
                  IntStream.rangeClosed(1, times)
                      .mapToObj(i -> document.withId(id + "-" + i))
                      .toList())
          .orElseGet(() -> List.of(document.request()));
    }
  }
}
