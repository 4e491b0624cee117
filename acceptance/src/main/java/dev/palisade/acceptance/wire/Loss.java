package dev.palisade.acceptance.wire;

import dev.palisade.acceptance.wire.Disposal.By;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What is lost on a wire, and of which messages it was: a kind of disposition, of some messages. */
public final class Loss {
    private final Direction direction;
    private final By by;
    private final Predicate<String> messages;
    private final boolean onlyTheFirst;
    private final Set<String> struck = new TreeSet<>();

    private Loss(Direction direction, By by, Predicate<String> messages, boolean onlyTheFirst) {
        this.direction = direction;
        this.by = by;
        this.messages = messages;
        this.onlyTheFirst = onlyTheFirst;
    }

    /** Whatever the client settles of these messages, as often as it tries. */
    public static Loss ofSettlements(Set<String> messages) {
        return new Loss(Direction.TO_BROKER, By.RECEIVER, messages::contains, false);
    }

    /** The first settlement of each of these messages. */
    public static Loss ofFirstSettlements(Set<String> messages) {
        return new Loss(Direction.TO_BROKER, By.RECEIVER, messages::contains, true);
    }

    /** The broker's first answer to a settlement of each of these messages: it was done, and the client does not hear of it. */
    public static Loss ofFirstAnswers(Set<String> messages) {
        return new Loss(Direction.TO_CLIENT, By.SENDER, messages::contains, true);
    }

    /** All that the broker says of what it was sent: it has the message, and the client does not hear of it. */
    public static Loss ofAcknowledgements() {
        return new Loss(Direction.TO_CLIENT, By.RECEIVER, message -> true, false);
    }

    /** The messages of which something was lost. */
    public synchronized Set<String> struck() {
        return Set.copyOf(struck);
    }

    /** Returns once something of each of these messages was lost. @throws IllegalStateException if it is not in time */
    public void await(Set<String> wanted, Duration patience) {
        awaitStruck(found -> found.containsAll(wanted), patience);
    }

    /** Returns once something of any message was lost. @throws IllegalStateException if it is not in time */
    public void awaitAny(Duration patience) {
        awaitStruck(found -> !found.isEmpty(), patience);
    }

    private synchronized void awaitStruck(Predicate<Set<String>> enough, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!enough.test(struck)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new IllegalStateException("within " + patience + " something was lost only of " + struck);
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** Whether this is lost; if so, it is kept in mind. */
    synchronized boolean strikes(Disposal said) {
        if (said.direction() != direction
                || said.by() != by
                || said.messages().stream().noneMatch(this::meant)) {
            return false;
        }
        struck.addAll(said.messages());
        notifyAll();
        return true;
    }

    private boolean meant(String message) {
        return messages.test(message) && !(onlyTheFirst && struck.contains(message));
    }
}
