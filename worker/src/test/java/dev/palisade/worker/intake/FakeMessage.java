package dev.palisade.worker.intake;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A message that remembers how it was settled. */
final class FakeMessage implements LockedMessage {
    private final String body;
    private final CountDownLatch renewals = new CountDownLatch(2);
    private volatile String settled = "not settled";
    private volatile boolean brokerAway;
    private volatile boolean bug;

    FakeMessage(String body) {
        this.body = body;
    }

    /** Makes every settlement fail. */
    FakeMessage withBrokerAway() {
        brokerAway = true;
        return this;
    }

    /** Makes reading it fail as only a programming error would. */
    FakeMessage withABug() {
        bug = true;
        return this;
    }

    String settled() {
        return settled;
    }

    void awaitTwoRenewals() throws InterruptedException {
        renewals.await();
    }

    @Override
    public Delivery delivery() {
        if (bug) {
            throw new IllegalStateException("a bug");
        }
        return new Delivery(body, Messages.NOW);
    }

    @Override
    public Instant lockedUntil() {
        return Messages.NOW.plusSeconds(2);
    }

    @Override
    public Instant renewLock() {
        renewals.countDown();
        return lockedUntil();
    }

    @Override
    public void complete() {
        settle("completed");
    }

    @Override
    public void deadLetter(Refusal refusal) {
        settle("dead-lettered " + refusal.reason() + ": " + refusal.description());
    }

    @Override
    public void release() {
        settle("released");
    }

    private void settle(String how) {
        if (brokerAway) {
            throw new SettlementFailedException("the broker does not answer", new IllegalStateException("away"));
        }
        if (!settled.equals("not settled")) {
            throw new IllegalStateException("settled twice: " + settled + ", " + how);
        }
        settled = how;
    }
}
