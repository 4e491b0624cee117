package dev.palisade.planning.finding;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One preflight result.
 *
 * @param code names the rule; the key of its sentences in every language
 * @param arguments what the sentences mention, by name; never a secret
 * @param field where in the document, as a JSON Pointer ({@code /compute/1/create/service_cidr}); empty if it concerns the whole
 */
public record Finding(
        FindingCode code, Severity severity, String field, WhoseMove whoseMove, Map<String, String> arguments) {
    public Finding {
        arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
    }

    /** A finding that stops the request before anything is touched. */
    public static Finding refusal(FindingCode code, String field, WhoseMove whoseMove, Map<String, String> arguments) {
        return new Finding(code, Severity.REFUSES, field, whoseMove, arguments);
    }

    /** A finding that is only told. */
    public static Finding warning(FindingCode code, String field, Map<String, String> arguments) {
        return new Finding(code, Severity.WARNS, field, WhoseMove.NOBODY, arguments);
    }

    /** {@code REFUSES} stops the request before anything is touched; the others are only told. */
    public enum Severity {
        REFUSES,
        WARNS,
        INFORMS
    }

    /** Who has to do something before the request can go on. */
    public enum WhoseMove {
        /** The team that sent the document. */
        YOURS,
        /** A person with rights in Azure: quota, lock, policy, permission. */
        ADMINISTRATOR,
        /** Whoever operates Palisade. */
        OPERATOR,
        NOBODY
    }

    public boolean refuses() {
        return severity == Severity.REFUSES;
    }
}
