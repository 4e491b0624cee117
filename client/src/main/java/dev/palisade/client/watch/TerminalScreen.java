package dev.palisade.client.watch;

import dev.palisade.client.render.RequestText;
import dev.palisade.client.temporal.RequestView;
import java.io.PrintWriter;
import java.util.List;

/** For terminals: draws over what it drew before, so every line must fit the width. */
public final class TerminalScreen implements Screen {
    private static final String ESCAPE = "\u001b[";

    private final PrintWriter out;
    private final RequestText text;
    private final int columns;
    private int drawn;

    public TerminalScreen(PrintWriter out, RequestText text, int columns) {
        this.out = out;
        this.text = text;
        this.columns = columns;
    }

    @Override
    public void show(RequestView view) {
        draw(text.progress(view));
    }

    @Override
    public void settle() {
        drawn = 0;
    }

    @Override
    public void say(String sentence) {
        draw(List.of(sentence));
    }

    private void draw(List<String> lines) {
        if (drawn > 0) {
            out.print(ESCAPE + drawn + "A" + ESCAPE + "J");
        }
        lines.forEach(line -> out.println(fit(line, columns)));
        out.flush();
        drawn = lines.size();
    }

    /** Cuts to the width that is seen: colour codes take none, and the last of them ends the colour. */
    static String fit(String line, int columns) {
        StringBuilder fitted = new StringBuilder();
        int seen = 0;
        boolean coloured = false;
        for (int i = 0; i < line.length(); i++) {
            if (line.startsWith(ESCAPE, i)) {
                int end = line.indexOf('m', i);
                fitted.append(line, i, end + 1);
                coloured = true;
                i = end;
            } else if (seen < columns - 1) {
                fitted.append(line.charAt(i));
                seen++;
            } else {
                return fitted.append('…').append(coloured ? ESCAPE + "0m" : "").toString();
            }
        }
        return fitted.toString();
    }
}
