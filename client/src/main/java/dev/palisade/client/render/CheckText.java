package dev.palisade.client.render;

import dev.palisade.client.doctor.Check;
import java.util.ArrayList;
import java.util.List;

/** Checks as lines: the verdict first, and what helps beneath what is wrong. */
public final class CheckText {
    private static final int NAMED = 20;

    private CheckText() {}

    public static List<String> of(List<Check> checks) {
        List<String> table = Columns.align(checks.stream()
                .map(check -> List.of(verdict(check), check.checked(), check.found()))
                .toList());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            lines.add(table.get(i));
            lines.addAll(beneath(checks.get(i)));
        }
        return lines;
    }

    private static String verdict(Check check) {
        return check.verdict().name().replace('_', ' ');
    }

    private static List<String> beneath(Check check) {
        List<String> lines = new ArrayList<>();
        check.requests().stream().limit(NAMED).forEach(request -> lines.add("  request " + request + " waits for it"));
        if (check.requests().size() > NAMED) {
            lines.add("  and " + (check.requests().size() - NAMED) + " more (--output json names all)");
        }
        if (check.remedy() != null) {
            lines.add("  What helps: " + check.remedy());
        }
        return lines;
    }
}
