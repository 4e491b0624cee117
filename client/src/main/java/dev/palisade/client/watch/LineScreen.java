package dev.palisade.client.watch;

import dev.palisade.client.render.ProgressChanges;
import dev.palisade.client.temporal.RequestView;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** For pipes and files: prints each change once. */
public final class LineScreen implements Screen {
    private final PrintWriter out;
    private final ProgressChanges changes;
    private @Nullable RequestView last;
    private String said = "";

    public LineScreen(PrintWriter out, ProgressChanges changes) {
        this.out = out;
        this.changes = changes;
    }

    @Override
    public void show(RequestView view) {
        changes.between(last, view).forEach(out::println);
        out.flush();
        last = view;
        said = "";
    }

    @Override
    public void settle() {}

    @Override
    public void say(String sentence) {
        if (!sentence.equals(said)) {
            out.println(sentence);
            out.flush();
            said = sentence;
        }
    }
}
