package dev.palisade.client.render;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings for people: the field, what is wrong, and what to do about it. */
public final class FindingLines {
    private FindingLines() {}

    public static List<String> of(List<Finding> findings, Style style) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            String field = finding.field().isEmpty() ? "the document" : finding.field();
            lines.add("  " + severity(finding.severity(), style) + " " + finding.code() + " at " + field);
            lines.add("    " + FindingText.sentence(finding, Locale.ENGLISH));
            String remedy = FindingText.remedy(finding, Locale.ENGLISH);
            if (!remedy.isEmpty()) {
                lines.add("    " + remedy);
            }
        }
        return lines;
    }

    private static String severity(Finding.Severity severity, Style style) {
        return switch (severity) {
            case REFUSES -> style.bad("refused");
            case WARNS -> style.warn("warning");
            case INFORMS -> style.dim("note");
        };
    }
}
