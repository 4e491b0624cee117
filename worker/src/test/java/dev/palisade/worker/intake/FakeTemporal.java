package dev.palisade.worker.intake;

import dev.palisade.workflows.contract.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Temporal in memory: remembers each request by its id, and can be away. */
final class FakeTemporal implements RequestStarter, TemporalReachability {
    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private final CountDownLatch refusedOnce = new CountDownLatch(1);
    private boolean away;
    private boolean reachable = true;
    private boolean stopping;

    Map<String, Request> requests() {
        return requests;
    }

    synchronized void goAway() {
        away = true;
    }

    synchronized void comeBack() {
        away = false;
        reachable = true;
        notifyAll();
    }

    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    /** Waits until a start has failed because Temporal was away. */
    void awaitRefusal() throws InterruptedException {
        refusedOnce.await();
    }

    @Override
    public synchronized Started start(Request request) throws TemporalAwayException {
        if (away) {
            throw new TemporalAwayException("away", new IllegalStateException("away"));
        }
        Request earlier = requests.putIfAbsent(request.id(), request);
        if (earlier == null) {
            return new Started.Accepted();
        }
        return earlier.digest().equals(request.digest())
                ? new Started.Duplicate(true, "APPLYING")
                : new Started.IdTaken(List.of("/storage: earlier [], now not there"));
    }

    @Override
    public synchronized boolean awaitReachable() {
        while (!reachable && !stopping) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !stopping;
    }

    @Override
    public synchronized void lost(String reason) {
        reachable = false;
        refusedOnce.countDown();
    }

    @Override
    public void taken() {}
}
