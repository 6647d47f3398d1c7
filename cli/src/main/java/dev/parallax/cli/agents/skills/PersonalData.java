package dev.parallax.cli.agents.skills;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Marks of personal data in a text: the kinds, never the data themselves.
 *
 * @param weight how much they weigh, 0 if there are none
 * @param kinds such as {@code e-mail address}
 */
record PersonalData(double weight, List<String> kinds) {
  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}0-9._%+-]{1,64}@[\\p{L}0-9-]{1,63}(\\.[\\p{L}0-9-]{1,63}){1,6}");
  private static final Pattern PHONE = Pattern.compile("(?<![0-9])\\+[0-9][0-9 ()/-]{7,18}[0-9]");
  private static final Pattern CARD =
      Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])");

  static PersonalData find(String text) {
    var kinds = new ArrayList<String>();
    double weight = 0;
    if (EMAIL.matcher(text).find()) {
      kinds.add("e-mail address");
      weight += 0.9;
    }
    if (PHONE.matcher(text).find()) {
      kinds.add("phone number");
      weight += 0.9;
    }
    if (CARD.matcher(text).results().anyMatch(m -> passesLuhn(m.group()))) {
      kinds.add("card number");
      weight += 2;
    }
    return new PersonalData(weight, List.copyOf(kinds));
  }

  private static boolean passesLuhn(String number) {
    var digits = number.chars().filter(Character::isDigit).map(c -> c - '0').toArray();
    int sum = 0;
    for (int i = 0; i < digits.length; i++) {
      int digit = digits[digits.length - 1 - i];
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
