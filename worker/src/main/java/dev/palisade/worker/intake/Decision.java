package dev.palisade.worker.intake;

import dev.palisade.workflows.contract.Request;

/** What a message is worth, judged by itself alone. */
public sealed interface Decision {
    /** It may become a request, unless its id is taken. */
    record Accepted(Request request) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
}
