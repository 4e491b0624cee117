package dev.palisade.client.render;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Findings for people: the field, what is wrong, and what to do about it. */
public final class FindingLines {
    private static final String REQUEST = "request ";

    private FindingLines() {}

    public static List<String> of(List<Finding> findings, Style style) {
        List<String> lines = new ArrayList<>();
        List<Finding> refusalsFirst = findings.stream()
                .sorted(Comparator.comparing(Finding::refuses).reversed())
                .toList();
        for (Finding finding : refusalsFirst) {
            String field = finding.field().isEmpty() ? "the document" : finding.field();
            lines.add("  " + severity(finding.severity(), style) + " " + finding.code() + " at " + field);
            lines.add("    " + FindingText.sentence(finding, Locale.ENGLISH));
            String remedy = maker(finding).orElseGet(() -> FindingText.remedy(finding, Locale.ENGLISH));
            if (!remedy.isEmpty()) {
                lines.add("    " + remedy);
            }
        }
        return lines;
    }

    /** What Palisade has made itself is mended through the request that made it, not by hand in Azure. */
    private static Optional<String> maker(Finding finding) {
        return Optional.ofNullable(finding.arguments().get("creator"))
                .filter(creator -> creator.startsWith(REQUEST))
                .map(creator -> creator.substring(REQUEST.length()))
                .map(id -> "Palisade itself made it, for request " + id + ": ./palisade show " + id
                        + " says how that stands and what helps.");
    }

    private static String severity(Finding.Severity severity, Style style) {
        return switch (severity) {
            case REFUSES -> style.bad("refused");
            case WARNS -> style.warn("warning");
            case INFORMS -> style.dim("note");
        };
    }
}
