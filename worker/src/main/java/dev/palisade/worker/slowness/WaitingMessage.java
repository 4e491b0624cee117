package dev.palisade.worker.slowness;

import dev.palisade.worker.intake.Delivery;

/** @param id the message's own, or its sequence number if its sender gave it none */
public record WaitingMessage(String id, Delivery delivery) {}
