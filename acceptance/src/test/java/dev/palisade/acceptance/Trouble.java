package dev.palisade.acceptance;

import dev.palisade.local.arm.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may go wrong with one write to Azure, whatever its kind, and what must come of it.
 *
 * @param name a few words, as the table of proofs has them
 * @param end what must become of the request
 * @param possible whether it can happen to a step of this kind
 * @param faults what is planted, for a step and the ID of its resource
 * @param hangs true if Azure works on it until its support ends that
 * @param code what a failed request must give as the cause where no fault says; null if the fault does
 */
record Trouble(
        String name,
        End end,
        Predicate<StepKind> possible,
        BiFunction<StepKind, String, List<Fault>> faults,
        boolean hangs,
        @Nullable String code) {
    /** How often a fault may strike of which only the first strike matters. */
    static final int FOR_EVER = 1000;

    static Trouble of(String name, End end, BiFunction<StepKind, String, Fault> fault) {
        return new Trouble(
                name, end, step -> true, (step, resource) -> List.of(fault.apply(step, resource)), false, null);
    }

    /** The same, where it can happen at all. */
    Trouble where(Predicate<StepKind> can) {
        return new Trouble(name, end, can, faults, hangs, code);
    }

    /** The same, in which Azure never comes to an end. */
    Trouble hanging() {
        return new Trouble(name, end, possible, faults, true, code);
    }

    /** The same, of which the request must give this as the cause. */
    Trouble told(String asCode) {
        return new Trouble(name, end, possible, faults, hangs, asCode);
    }

    /** What a failed request must give as the cause. */
    String codeIn(List<Fault> planted) {
        return planted.stream()
                .map(Fault::code)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(code, name + " does not say what is told of it"));
    }

    boolean canHappenTo(StepKind step) {
        return possible.test(step);
    }

    List<Fault> on(StepKind step, String resource) {
        return faults.apply(step, resource);
    }

    /** For the name of a scene. */
    String word() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    @Override
    public String toString() {
        return name;
    }
}
