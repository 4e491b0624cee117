package dev.palisade.activities.events;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.finding.Obstacle;
import java.util.Map;

/**
 * A finding with what it says to a person.
 *
 * @param obstacle what stands in the way
 * @param sentence what is wrong, in the request's language
 * @param remedy what to do about it, in the request's language
 */
record FindingTold(
        FindingCode code,
        Finding.Severity severity,
        String field,
        Finding.WhoseMove whoseMove,
        Obstacle obstacle,
        Map<String, String> arguments,
        String sentence,
        String remedy) {
    static FindingTold of(Finding finding, Language language) {
        return new FindingTold(
                finding.code(),
                finding.severity(),
                finding.field(),
                finding.whoseMove(),
                Obstacle.of(finding),
                finding.arguments(),
                FindingText.sentence(finding, language.locale()),
                FindingText.remedy(finding, language.locale()));
    }
}
