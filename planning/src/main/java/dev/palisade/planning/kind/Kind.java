package dev.palisade.planning.kind;

/** What planning knows about one kind of resource. Stateless. */
public interface Kind {
    /** Adds to the draft the findings of this kind's rules, the steps that are wanted, and what was found as asked. */
    void plan(World world, Draft draft);
}
