package dev.parallax.core.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.failover.AppliedCommands;
import dev.parallax.core.failover.Command;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static final String US = "us-east-1";

  @Test
  void tellsTheFirstOfVeryMany() {
    var orders = new Orders(US, List.of(), AppliedCommands.NONE);
    for (int i = 0; i < 3 * Orders.MOST_TOLD; i++) {
      orders.add(new Pending(drain("c-" + i), US, i, i), AppliedCommands.NONE);
    }

    assertThat(orders.wanted())
        .hasSize(Orders.MOST_TOLD)
        .startsWith("c-0")
        .endsWith("c-" + (Orders.MOST_TOLD - 1));
  }

  private static Command drain(String id) {
    return new Command(
        id, Command.Kind.DRAIN, Optional.of("eu-west-1"), Optional.empty(), false, "ann");
  }
}
