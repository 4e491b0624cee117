package dev.palisade.activities.arm;

import static dev.palisade.planning.finding.Finding.WhoseMove.ADMINISTRATOR;
import static dev.palisade.planning.finding.Finding.WhoseMove.NOBODY;
import static dev.palisade.planning.finding.Finding.WhoseMove.OPERATOR;
import static dev.palisade.workflows.contract.FailureClass.NEEDS_A_PERSON;
import static dev.palisade.workflows.contract.FailureClass.RETRY;
import static dev.palisade.workflows.contract.FailureClass.WAIT;
import static dev.palisade.workflows.contract.FailureClass.WORLD_CHANGED;
import static dev.palisade.workflows.contract.FailureClass.YOURS;

import dev.palisade.activities.arm.ErrorTable.Row;
import dev.palisade.activities.arm.ErrorTable.Source;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an error of ARM means for us: the code decides, and where the table does not know it, the HTTP status. */
public final class ArmErrors {
    private static final List<Row> BY_STATUS = List.of(
            row("400", YOURS, WhoseMove.YOURS),
            row("401", RETRY, NOBODY),
            row("403", NEEDS_A_PERSON, ADMINISTRATOR).passingWithin(ErrorTable.PROPAGATION),
            row("404", WORLD_CHANGED, NOBODY).passingWithin(ErrorTable.PROPAGATION),
            row("405", NEEDS_A_PERSON, OPERATOR),
            row("408", RETRY, NOBODY),
            row("409", WAIT, NOBODY),
            row("412", WAIT, NOBODY),
            row("422", YOURS, WhoseMove.YOURS),
            row("429", WAIT, NOBODY));

    private static final Row QUOTA = row("QuotaExceeded", NEEDS_A_PERSON, ADMINISTRATOR);

    private static final Map<String, Row> CODES = byKey(ErrorTable.BY_CODE);
    private static final Map<String, Row> STATUSES = byKey(BY_STATUS);

    private ArmErrors() {}

    /** @param sinceFirstTry in Azure's time: what passes by itself is waited for only so long */
    public static Verdict judge(ArmError error, Duration sinceFirstTry) {
        Row row = decisive(error);
        boolean passes = sinceFirstTry.compareTo(row.passesWithin()) < 0;
        return passes ? new Verdict(WAIT, NOBODY) : new Verdict(row.failureClass(), row.whoseMove());
    }

    /**
     * What the error of an operation means that Azure had accepted and then gave up. Asking again brings the same answer, so what would pass
     * by itself is a failure here: the whole request has to be sent again.
     */
    public static Verdict judgeLate(ArmError error) {
        Row row = decisive(error);
        boolean wouldPass = row.failureClass() == WAIT || row.failureClass() == RETRY;
        return wouldPass ? new Verdict(RETRY, WhoseMove.YOURS) : new Verdict(row.failureClass(), row.whoseMove());
    }

    /** True if the table has this code, in any case. */
    static boolean knows(String code) {
        return CODES.containsKey(key(code));
    }

    static String decisiveCode(ArmError error) {
        return known(error).isEmpty()
                ? error.codes().get(0)
                : known(error).get(known(error).size() - 1);
    }

    private static Row decisive(ArmError error) {
        Row byCode = CODES.get(key(decisiveCode(error)));
        if (byCode != null) {
            // The compute services say OperationNotAllowed both for "busy" and for "exceeding approved cores quota".
            boolean quota = error.message().toLowerCase(Locale.ROOT).contains("quota");
            return byCode.code().equals("OperationNotAllowed") && quota ? QUOTA : byCode;
        }
        Row fallback = error.status() >= 500 || error.status() == 0
                ? row("5xx", RETRY, NOBODY)
                : row("4xx", YOURS, WhoseMove.YOURS);
        return STATUSES.getOrDefault(Integer.toString(error.status()), fallback);
    }

    private static List<String> known(ArmError error) {
        return error.codes().stream().filter(ArmErrors::knows).toList();
    }

    private static Map<String, Row> byKey(List<Row> rows) {
        return rows.stream().collect(Collectors.toUnmodifiableMap(row -> key(row.code()), Function.identity()));
    }

    private static String key(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    private static Row row(String code, FailureClass failureClass, WhoseMove whoseMove) {
        return new Row(code, failureClass, whoseMove, Duration.ZERO, Source.DOCUMENTED);
    }

    /** Which class, and who has to move. */
    public record Verdict(FailureClass failureClass, WhoseMove whoseMove) {}
}
