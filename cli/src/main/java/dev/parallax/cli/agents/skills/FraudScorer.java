package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Scores a payment: a logistic model over its amount, the countries of card, billing and address,
 * how many there were within the hour, the account's age and the kind of merchant. Only {@code
 * amount} is needed; what is not known does not count, and lowers the confidence.
 */
final class FraudScorer implements Skill {
  private static final double BIAS = -3.2;
  private static final int OPTIONAL_FIELDS = 6;
  private static final double DECLINE = 0.8;
  private static final double REVIEW = 0.4;
  private static final Set<String> RISKY_MERCHANTS =
      Set.of("gift-cards", "crypto", "gambling", "money-transfer", "electronics");

  @Override
  public Answer answer(SkillInput input) throws UnusableInputException {
    Map<String, Double> factors = new LinkedHashMap<>();
    factors.put("amount", 0.9 * Math.log10(1 + input.amount("amount") / 100));
    var card = input.optionalText("cardCountry").map(FraudScorer::code);
    var billing = input.optionalText("billingCountry").map(FraudScorer::code);
    var address = input.optionalText("ipCountry").map(FraudScorer::code);
    var recent = input.optionalAmount("transactionsLastHour");
    var age = input.optionalAmount("accountAgeDays");
    var merchant = input.optionalText("merchantCategory").map(m -> m.toLowerCase(Locale.ROOT));
    differ(card, billing).ifPresent(d -> factors.put("card and billing country differ", d * 1.4));
    differ(card, address).ifPresent(d -> factors.put("card and network country differ", d * 1.6));
    recent.ifPresent(n -> factors.put("transactions within the hour", 0.35 * Math.max(0, n - 2)));
    age.ifPresent(d -> factors.put("age of the account", d < 7 ? 1.2 : d > 365 ? -0.8 : 0));
    merchant.ifPresent(m -> factors.put("kind of merchant", RISKY_MERCHANTS.contains(m) ? 0.9 : 0));
    int known =
        count(card)
            + count(billing)
            + count(address)
            + count(merchant)
            + count(recent)
            + count(age);
    return answer(factors, known);
  }

  private static Answer answer(Map<String, Double> factors, int known) {
    double sum = BIAS + factors.values().stream().mapToDouble(f -> f).sum();
    double risk = 1 / (1 + Math.exp(-sum));
    var value = JsonNodeFactory.instance.objectNode().put("risk", Numbers.round(risk));
    value.put("decision", risk >= DECLINE ? "decline" : risk >= REVIEW ? "review" : "approve");
    var shown = value.putObject("factors");
    factors.forEach((name, weight) -> shown.put(name, Numbers.round(weight)));
    double completeness = 0.5 + 0.5 * known / OPTIONAL_FIELDS;
    return new Answer(
        value,
        Numbers.round(Math.max(risk, 1 - risk) * completeness),
        reasoning(factors) + "; " + known + " of " + OPTIONAL_FIELDS + " further fields known");
  }

  private static String reasoning(Map<String, Double> factors) {
    return factors.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(e -> e.getValue() > 0)
        .map(e -> "most by: " + e.getKey())
        .orElse("nothing speaks for fraud");
  }

  private static Optional<Double> differ(Optional<String> one, Optional<String> other) {
    return one.flatMap(a -> other.map(b -> a.equals(b) ? 0.0 : 1.0));
  }

  private static String code(String country) {
    return country.strip().toUpperCase(Locale.ROOT);
  }

  private static int count(Optional<?> field) {
    return field.isPresent() ? 1 : 0;
  }

  private static int count(OptionalDouble field) {
    return field.isPresent() ? 1 : 0;
  }
}
