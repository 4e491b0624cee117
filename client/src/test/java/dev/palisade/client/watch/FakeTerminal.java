package dev.palisade.client.watch;

import java.util.ArrayList;
import java.util.List;

/** What a terminal of unlimited height would show: understands line feeds, cursor up, erase below, and colours. */
final class FakeTerminal {
    private FakeTerminal() {}

    static List<String> shows(String output) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        for (int i = 0; i < output.length(); i++) {
            char character = output.charAt(i);
            if (character == '\u001b') {
                int end = i + 2;
                while (!Character.isLetter(output.charAt(end))) {
                    end++;
                }
                String argument = output.substring(i + 2, end);
                if (output.charAt(end) == 'A') {
                    row -= Integer.parseInt(argument);
                } else if (output.charAt(end) == 'J') {
                    lines.subList(row + 1, lines.size()).clear();
                    lines.set(row, new StringBuilder());
                }
                i = end;
            } else if (character == '\n') {
                row++;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else {
                lines.get(row).append(character);
            }
        }
        return lines.stream()
                .map(StringBuilder::toString)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
