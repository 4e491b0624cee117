package dev.palisade.planning.kind;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where among a group's rules a new one has its effect and takes nobody else's away: of those that say the opposite, after every exception from
 * it, which the customer made on purpose, and before every one that it is itself an exception from.
 *
 * @param after the last priority that it must come after; less than any if there is none
 * @param before the rule that it must come before
 */
record RulePlace(SecurityRule wanted, int after, Optional<SecurityRule> before) {
    private static final int FIRST = 100;
    private static final int LAST = 4096;
    /** Leaves room before it for the customer's own exceptions. */
    private static final int PREFERRED = 1000;
    /** A denial leaves room before it also for all that is let through in spite of it. */
    private static final int PREFERRED_OF_DENIALS = 4000;

    static RulePlace of(SecurityRule wanted, List<SecurityRule> present) {
        List<SecurityRule> opposite = present.stream()
                .filter(rule -> rule.allows() != wanted.allows() && rule.meets(wanted))
                .toList();
        Optional<SecurityRule> before = opposite.stream()
                .filter(rule -> rule.covers(wanted))
                .min(Comparator.comparingInt(SecurityRule::priority));
        int end = before.map(SecurityRule::priority).orElse(LAST + 1);
        int after = opposite.stream()
                .mapToInt(SecurityRule::priority)
                .filter(priority -> priority < end)
                .max()
                .orElse(FIRST - 1);
        return new RulePlace(wanted, after, before);
    }

    /** True if no number lies between the others at all. */
    boolean isShadowed() {
        return before.isPresent() && after >= end();
    }

    /** True if a rule that stands at a priority has no effect. */
    boolean shadows(int priority) {
        return before.filter(rule -> rule.priority() < priority).isPresent();
    }

    /** The priority to take; empty if every one is taken. */
    OptionalInt free(List<SecurityRule> present) {
        Set<Integer> taken = present.stream()
                .filter(rule -> rule.inbound() == wanted.inbound())
                .map(SecurityRule::priority)
                .collect(Collectors.toSet());
        int preferred = wanted.allows() ? PREFERRED : PREFERRED_OF_DENIALS;
        IntStream up = IntStream.rangeClosed(Math.max(preferred, after + 1), end());
        int last = Math.min(preferred - 1, end());
        IntStream down = IntStream.rangeClosed(after + 1, last).map(priority -> last + after + 1 - priority);
        return IntStream.concat(up, down)
                .filter(priority -> !taken.contains(priority))
                .findFirst();
    }

    private int end() {
        return before.map(rule -> rule.priority() - 1).orElse(LAST);
    }
}
