package dev.palisade.local.servicebus.filter;

import java.util.Optional;

/** What a subscription takes of its topic, and what it changes in its copy. */
public record Rule(String name, RuleFilter filter, Optional<SqlAction> action) {
    /** The rule of a subscription that is made without one: it takes everything. */
    public static final String DEFAULT_NAME = "$Default";

    /** Azure's limit, in characters. */
    public static final int LONGEST_NAME = 50;

    public static Rule defaultRule() {
        return new Rule(DEFAULT_NAME, new RuleFilter.All(), Optional.empty());
    }

    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
