package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.model.ResourceId;
import java.time.Duration;
import java.time.Instant;

/** A long-running operation about to begin. */
record Begin(
        ResourceId id,
        ResourceKind kind,
        String method,
        LroStyle style,
        Duration duration,
        String location,
        String apiVersion,
        Instant now,
        Strikes strikes) {}
