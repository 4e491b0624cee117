package dev.palisade.client.doctor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The builds of the worker, as Temporal has them.
 *
 * @param current the build that new requests run on; empty if nobody made one current
 * @param builds all that Temporal remembers
 * @param open every request that has not ended
 */
record Deployment(Optional<Current> current, List<String> builds, List<Poller> pollers, List<OpenRequest> open) {

    record Current(String build, Instant since) {}

    /** True if an open request runs on this build, or will once a worker touches it. */
    boolean needs(OpenRequest request, String build) {
        return request.build()
                .or(() -> current.map(Current::build))
                .filter(build::equals)
                .isPresent();
    }
}
