package dev.palisade.planning.finding;

import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import java.util.Locale;
import java.util.Map;

/** The words around findings and failures: how grave, what stands in the way, whose move it is. */
public final class ObstacleText {
    private static final Texts TEXTS = new Texts("obstacles");

    private ObstacleText() {}

    /** {@code In the way: your quota.} */
    public static String sentence(Obstacle obstacle, Locale locale) {
        String name = TEXTS.text(obstacle + ".name", locale);
        return TEXTS.text("WORD.OBSTACLE", locale, Map.of("obstacle", name));
    }

    /** What helps against it when Azure has refused. */
    public static String remedy(Obstacle obstacle, Locale locale) {
        return TEXTS.text(obstacle + ".remedy", locale);
    }

    public static String move(WhoseMove move, Locale locale) {
        return TEXTS.text("MOVE." + move, locale);
    }

    public static String severity(Severity severity, Locale locale) {
        return TEXTS.text("WORD." + severity, locale);
    }

    /** {@code refused LOCKED at /storage/0}. */
    public static String heading(String severity, FindingCode code, String field, Locale locale) {
        Map<String, String> parts = Map.of("severity", severity, "code", code.name(), "field", field);
        return TEXTS.text("WORD.HEADING", locale, parts);
    }

    /** For a finding that concerns the whole. */
    public static String document(Locale locale) {
        return TEXTS.text("WORD.DOCUMENT", locale);
    }

    /** What Palisade has made itself is mended through the request that made it, not by hand in Azure. */
    public static String maker(String requestId, Locale locale) {
        return TEXTS.text("WORD.MAKER", locale, Map.of("id", requestId));
    }
}
