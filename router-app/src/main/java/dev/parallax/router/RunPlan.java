package dev.parallax.router;

import dev.parallax.core.execution.Rules;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.router.state.RulesRow;
import java.util.Optional;

/**
 * How an execution is to be run, by the request's options, else its pattern, else the
 * configuration.
 *
 * @param deadline of the execution, ms since the epoch (R22)
 * @param pattern as it is now; absent if the request names none, or none that is known
 * @param rules for its attempts; without the pattern's if that is faulty
 * @param rulesRow the same, as a row keeps it; shared, so never changed
 * @param fault why its pattern cannot be run: it was not applied by our own command, which refuses
 *     it (X1); absent if it can
 */
record RunPlan(
    long deadline,
    Optional<Pattern> pattern,
    Rules rules,
    RulesRow rulesRow,
    Optional<String> fault) {}
