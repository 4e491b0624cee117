package dev.palisade.local.temporal.finder;

import java.nio.file.Path;

/** What one way of finding the CLI came to. */
public sealed interface Answer {
    /** A CLI that has answered with its version. */
    record Found(Path cli, String version) implements Answer {}

    /** Nothing usable this way; the next way is tried and the reason kept. */
    record Refused(String reason) implements Answer {}

    /** Somebody asked for this way by name and it does not work: falling back would run another server than the one asked for. */
    record Wrong(String sentence) implements Answer {}
}
