package dev.parallax.core.execution;

import dev.parallax.core.execution.Step.Vacancy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A routed execution (X1, X2, X7 to X10, X12). Immutable; an event yields a {@link Step}. Times are
 * ms since the epoch and never go back from one event to the next.
 *
 * <p>It ends exactly once, and at its deadline at the latest:
 *
 * <ul>
 *   <li>E1. as soon as the first sufficient answer is in, where that is taken;
 *   <li>E2. where not all are awaited: as soon as the answers are enough and give a value, or can
 *       never be enough;
 *   <li>E3. else when no slot is open any more: every vote is part of the outcome, so that nothing
 *       is foregone, even if the value is certain or impossible, before all have voted;
 *   <li>E4. by cancellation.
 * </ul>
 *
 * <p>A slot fails by its agent's error, silence or disconnection or by its region turning
 * UNHEALTHY. It is filled again at once, as often as {@link Rules#retries} says, unless its
 * execution can never have enough answers. So slots may be at different attempts, and each attempt
 * has its own timeout.
 *
 * @param id the execution
 * @param rules how it is run
 * @param startedAt append time of the request
 * @param deadline when it ends at the latest
 * @param slots the answers that are asked for, by number; never empty
 * @param ended whether it has its outcome
 */
public record Execution(
    String id, Rules rules, long startedAt, long deadline, List<Slot> slots, boolean ended) {

  /**
   * @throws IllegalArgumentException if it has no slots, they are not numbered from 0, or an agent
   *     is asked twice
   */
  public Execution {
    slots = List.copyOf(slots);
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("an execution without slots can never end: " + id);
    }
    var agents = new HashSet<String>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).number() != i) {
        throw new IllegalArgumentException("slots of " + id + " are not numbered from 0");
      }
      for (var attempt : slots.get(i).attempts()) {
        if (!agents.add(attempt.agentId())) {
          throw new IllegalArgumentException(
              "agent " + attempt.agentId() + " is asked twice in " + id);
        }
      }
    }
  }

  /** An execution whose agents are asked at {@code now}, one assignment for every slot. */
  public static Execution begin(
      String id, Rules rules, long startedAt, long deadline, List<Assignment> asked, long now) {
    long dueAt = rules.dueAt(now, deadline);
    var slots = new ArrayList<Slot>(asked.size());
    for (var to : asked) {
      var attempt = Attempt.open(1, to.agentId(), to.region(), now, dueAt);
      slots.add(new Slot(to.slot(), List.of(attempt)));
    }
    return new Execution(id, rules, startedAt, deadline, slots, false);
  }

  /**
   * An answer came in. Whether it is in time is judged by {@link #onTime} alone: one that was
   * written in time may be read late.
   */
  public Step onAnswer(Answer answer, long now) {
    return whyIgnored(answer)
        .<Step>map(Step.Ignored::new)
        .orElseGet(
            () -> {
              var end = answer.end(now);
              var next = with(slots.get(answer.slot()).ended(end));
              boolean failed = end instanceof End.Failed;
              return next.onwards(failed ? List.of(answer.slot()) : List.of(), now);
            });
  }

  /** Time has passed: attempts whose timeout is over fail. To be called at {@link #nextDueAt}. */
  public Step onTime(long now) {
    return fail(
        attempt -> attempt.dueAt() <= now,
        attempt ->
            new End.Failed(
                End.Cause.SILENT,
                "no answer within " + (attempt.dueAt() - attempt.askedAt()) + " ms",
                now),
        now);
  }

  /** An agent disconnected: its open slot fails. */
  public Step onDisconnected(String agentId, long now) {
    return fail(
        attempt -> attempt.agentId().equals(agentId),
        attempt -> new End.Failed(End.Cause.DISCONNECTED, "disconnected", now),
        now);
  }

  /** A region turned UNHEALTHY: its open slots fail. */
  public Step onUnhealthy(String region, long now) {
    return fail(
        attempt -> attempt.region().equals(region),
        attempt ->
            new End.Failed(
                End.Cause.REGION_UNHEALTHY, "its region " + region + " is UNHEALTHY", now),
        now);
  }

  /**
   * The control plane of another region says whom it asks (P7). Nobody else's answer counts from
   * now on (X12). A slot whose agent has been asked before fails: each agent has one slot (R12).
   *
   * @param agents by slot
   * @param attempts by slot; those that are not open are left alone
   */
  public Step onTaken(Map<Integer, String> agents, Map<Integer, Integer> attempts, long now) {
    var next = this;
    var twice = new ArrayList<Slot>();
    for (var slot : open(attempts)) {
      var agent = agents.getOrDefault(slot.number(), slot.current().agentId());
      if (next.asked().contains(agent) && !agent.equals(slot.current().agentId())) {
        twice.add(slot);
      } else {
        next = next.with(slot.asking(agent));
      }
    }
    if (next.equals(this) && twice.isEmpty()) {
      return new Step.Ignored(Step.Cause.UNCONCERNED);
    }
    return twice.isEmpty()
        ? new Step.Waiting(next)
        : next.fail(
            twice,
            attempt -> new End.Failed(End.Cause.ERROR, "its agent was asked before", now),
            now);
  }

  /**
   * The control plane of another region can ask nobody (P7): others are asked, which is no retry.
   *
   * @param attempts by slot; those that are not open are left alone
   * @param reason for people
   */
  public Step onSentBack(Map<Integer, Integer> attempts, String reason, long now) {
    return fail(
        open(attempts),
        attempt ->
            new End.Failed(End.Cause.SENT_BACK, attempt.region() + " sent it back: " + reason, now),
        now);
  }

  /**
   * The control plane of another region says that agents that it asked are gone (X8).
   *
   * @param attempts by slot; those that are not open are left alone
   */
  public Step onLost(Map<Integer, Integer> attempts, long now) {
    return fail(
        open(attempts),
        attempt -> new End.Failed(End.Cause.DISCONNECTED, "disconnected", now),
        now);
  }

  private List<Slot> open(Map<Integer, Integer> attempts) {
    return open().stream()
        .filter(
            slot -> Integer.valueOf(slot.current().number()).equals(attempts.get(slot.number())))
        .toList();
  }

  /** The regions that sent back what was asked of them (P7): they are not asked again. */
  public Set<String> sentBackBy() {
    return slots.stream()
        .flatMap(slot -> slot.attempts().stream())
        .filter(Attempt::wasSentBack)
        .map(Attempt::region)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * It was cancelled (X10). Agents of the slots that are open in {@link Step.Finished#last} are to
   * be told.
   */
  public Step onCancel(String reason, long now) {
    return ended
        ? new Step.Ignored(Step.Cause.ENDED)
        : new Step.Finished(end(), new Judgement(this).cancelled(reason, now));
  }

  /** When {@link #onTime} has something to do next; absent once it has ended. */
  public OptionalLong nextDueAt() {
    return open().stream().mapToLong(slot -> slot.current().dueAt()).min();
  }

  /** The slots whose answer is awaited; none once it has ended. */
  public List<Slot> open() {
    return ended ? List.of() : unanswered();
  }

  /** The slots whose agent has not answered and not failed, also after the end. */
  public List<Slot> unanswered() {
    return slots.stream().filter(slot -> slot.current().isOpen()).toList();
  }

  Execution with(Slot changed) {
    var next = new ArrayList<>(slots);
    next.set(changed.number(), changed);
    return new Execution(id, rules, startedAt, deadline, next, ended);
  }

  /** Nothing more is to be filled: it waits or is over. */
  Step settled(long now) {
    var judgement = new Judgement(this);
    boolean over = open().isEmpty() || (!rules.waitForAll() && judgement.isHopeless(0));
    return over ? new Step.Finished(end(), judgement.outcome(now)) : new Step.Waiting(this);
  }

  private Step fail(Predicate<Attempt> which, Function<Attempt, End> how, long now) {
    if (ended) {
      return new Step.Ignored(Step.Cause.ENDED);
    }
    return fail(open().stream().filter(slot -> which.test(slot.current())).toList(), how, now);
  }

  private Step fail(List<Slot> failed, Function<Attempt, End> how, long now) {
    if (failed.isEmpty()) {
      return new Step.Ignored(Step.Cause.UNCONCERNED);
    }
    var next = this;
    for (var slot : failed) {
      next = next.with(slot.ended(how.apply(slot.current())));
    }
    return next.onwards(failed.stream().map(Slot::number).toList(), now);
  }

  /**
   * @param failed slots that have just failed
   */
  private Step onwards(List<Integer> failed, long now) {
    var judgement = new Judgement(this);
    if (rules.mayEndEarly() && judgement.isEnough() && judgement.verdict().value().isPresent()) {
      return new Step.Finished(end(), judgement.outcome(now));
    }
    var vacancies = vacancies(failed, now);
    return vacancies.isEmpty() || judgement.isHopeless(vacancies.size())
        ? settled(now)
        : new Step.Retry(this, vacancies, asked(), now);
  }

  private List<Vacancy> vacancies(List<Integer> failed, long now) {
    if (now >= deadline) {
      return List.of();
    }
    return failed.stream()
        .map(slots::get)
        .filter(slot -> slot.current().wasSentBack() || slot.asked() <= rules.retries())
        .map(
            slot ->
                new Vacancy(slot.number(), slot.current().number() + 1, slot.current().region()))
        .toList();
  }

  private SortedSet<String> asked() {
    var asked = new TreeSet<String>();
    slots.forEach(slot -> slot.attempts().forEach(attempt -> asked.add(attempt.agentId())));
    return Collections.unmodifiableSortedSet(asked);
  }

  private Execution end() {
    return new Execution(id, rules, startedAt, deadline, slots, true);
  }

  private Optional<Step.Cause> whyIgnored(Answer answer) {
    if (ended) {
      return Optional.of(Step.Cause.ENDED);
    }
    if (answer.slot() < 0 || answer.slot() >= slots.size()) {
      return Optional.of(Step.Cause.NOT_ASKED);
    }
    var slot = slots.get(answer.slot());
    return slot.attempts().stream()
        .filter(attempt -> attempt.number() == answer.attempt())
        .filter(attempt -> attempt.agentId().equals(answer.agentId()))
        .findFirst()
        .map(attempt -> whyIgnored(attempt, slot))
        .orElse(Optional.of(Step.Cause.NOT_ASKED));
  }

  private static Optional<Step.Cause> whyIgnored(Attempt answered, Slot slot) {
    if (answered.number() != slot.current().number()) {
      return Optional.of(Step.Cause.REPLACED);
    }
    if (answered.isOpen()) {
      return Optional.empty();
    }
    boolean answeredBefore =
        answered.failed().map(end -> end.cause() == End.Cause.ERROR).orElse(true);
    return Optional.of(answeredBefore ? Step.Cause.DUPLICATE : Step.Cause.LATE);
  }
}
