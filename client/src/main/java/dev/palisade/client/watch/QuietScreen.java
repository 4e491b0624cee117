package dev.palisade.client.watch;

import dev.palisade.client.temporal.RequestView;

/** Shows nothing: for waits whose end is all that counts, and for output that a program reads. */
public final class QuietScreen implements Screen {
    @Override
    public void show(RequestView view) {}

    @Override
    public void settle() {}

    @Override
    public void say(String sentence) {}
}
