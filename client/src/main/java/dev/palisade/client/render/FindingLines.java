package dev.palisade.client.render;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingText;
import dev.palisade.planning.finding.Obstacle;
import dev.palisade.planning.finding.ObstacleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Findings for people, in their language: the field, what is wrong, what to do about it, and what stands in the way. */
public final class FindingLines {
    private static final String REQUEST = "request ";

    private FindingLines() {}

    public static List<String> of(List<Finding> findings, Style style, Locale locale) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::refuses).reversed())
                .flatMap(finding -> lines(finding, style, locale).stream())
                .toList();
    }

    private static List<String> lines(Finding finding, Style style, Locale locale) {
        List<String> lines = new ArrayList<>();
        String field = finding.field().isEmpty() ? ObstacleText.document(locale) : finding.field();
        String severity = coloured(finding.severity(), ObstacleText.severity(finding.severity(), locale), style);
        lines.add("  " + ObstacleText.heading(severity, finding.code(), field, locale));
        lines.add("    " + FindingText.sentence(finding, locale));
        String remedy = maker(finding, locale).orElseGet(() -> FindingText.remedy(finding, locale));
        if (!remedy.isEmpty()) {
            lines.add("    " + remedy);
        }
        if (finding.refuses()) {
            lines.add("    " + ObstacleText.sentence(Obstacle.of(finding), locale));
        }
        return lines;
    }

    /** What Palisade has made itself is mended through the request that made it, not by hand in Azure. */
    private static Optional<String> maker(Finding finding, Locale locale) {
        return Optional.ofNullable(finding.arguments().get("creator"))
                .filter(creator -> creator.startsWith(REQUEST))
                .map(creator -> ObstacleText.maker(creator.substring(REQUEST.length()), locale));
    }

    private static String coloured(Finding.Severity severity, String word, Style style) {
        return switch (severity) {
            case REFUSES -> style.bad(word);
            case WARNS -> style.warn(word);
            case INFORMS -> style.dim(word);
        };
    }
}
