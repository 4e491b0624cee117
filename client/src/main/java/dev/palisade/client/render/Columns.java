package dev.palisade.client.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of cells as lines with aligned columns, two blanks apart. Cells carry no colours; those are put on whole lines. */
final class Columns {
    private Columns() {}

    static List<String> align(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            line.append(cell);
            if (i < row.size() - 1) {
                line.append(String.join("", Collections.nCopies(widths.get(i) - cell.length() + 2, " ")));
            }
        }
        return line.toString().stripTrailing();
    }
}
