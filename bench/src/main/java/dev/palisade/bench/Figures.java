package dev.palisade.bench;

import java.util.List;
import java.util.Locale;

/** A table of figures under a headline, in fixed columns. */
record Figures(String headline, List<String> columns, List<List<String>> rows, List<String> notes) {

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }

    /** The middle of some values; of an even number of them, the lower middle. */
    static double median(List<Double> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\n").append(headline).append('\n');
        text.append(line(columns));
        rows.forEach(row -> text.append(line(row)));
        notes.forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, "%22s", cell)));
        return line.append('\n').toString();
    }
}
