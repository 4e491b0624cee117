package dev.palisade.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.palisade.local.arm.engine.ArmEngine;
import dev.palisade.local.arm.http.ArmHandler;
import dev.palisade.local.arm.http.ControlHandler;
import dev.palisade.local.arm.http.RateLimits;
import dev.palisade.local.arm.state.AuditEntry;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.SimulatedClock;
import dev.palisade.local.arm.state.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager on loopback HTTP or HTTPS. What it answered survives its being killed: started again on the same data
 * directory it goes on from the same instant of simulated time, with the same resources, operations, faults and audit log.
 */
public final class ArmSimulator implements AutoCloseable {
    /** Requests handled at a time; each waits for the disk, and those that wait together share a flush. */
    private static final int THREADS = 64;

    private static final int BACKLOG = 512;

    static {
        // The JDK's server leaves Nagle's algorithm on, which costs 40 ms an answer on a kept-alive connection.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final Simulation simulation;
    private final ArmEngine engine;
    private final RateLimits limits;
    private final HttpServer server;
    private final ExecutorService threads;

    private ArmSimulator(Simulation simulation, ArmEngine engine, HttpServer server, ExecutorService threads) {
        this.simulation = simulation;
        this.engine = engine;
        this.limits = new RateLimits(simulation.clock());
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts a simulator.
     *
     * @throws SimulatorException when the port is taken, or the data directory, the world file or the key cannot be used
     */
    public static ArmSimulator start(SimulatorOptions options) {
        HttpServer server = bind(options);
        Simulation simulation = null;
        try {
            simulation = open(options.data(), options.speed());
            ArmEngine engine = new ArmEngine(simulation);
            Path world = options.world();
            if (world != null && engine.resources().isEmpty()) {
                WorldFile.load(world, engine);
            }
            return serve(simulation, engine, server);
        } catch (SimulatorException e) {
            server.stop(0);
            if (simulation != null) {
                simulation.close();
            }
            throw e;
        }
    }

    private static ArmSimulator serve(Simulation simulation, ArmEngine engine, HttpServer server) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "arm-request");
            thread.setDaemon(true);
            return thread;
        });
        ArmSimulator simulator = new ArmSimulator(simulation, engine, server, threads);
        server.setExecutor(threads);
        server.createContext("/simulator", new ControlHandler(simulation, engine, simulator.limits));
        server.createContext("/", new ArmHandler(engine, simulation.clock(), simulator.limits));
        server.start();
        return simulator;
    }

    private static HttpServer bind(SimulatorOptions options) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
        Path tls = options.tls();
        SSLContext context = tls == null ? null : ServerCertificate.in(tls).context();
        try {
            return context == null ? HttpServer.create(address, BACKLOG) : secured(address, context);
        } catch (IOException e) {
            throw new SimulatorException(
                    "Port " + options.port() + " is not free (" + e.getMessage()
                            + "): choose another with --port, or stop what uses it.",
                    e);
        }
    }

    private static HttpServer secured(InetSocketAddress address, SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private static Simulation open(@Nullable Path data, double speed) {
        try {
            if (data != null) {
                Files.createDirectories(data);
            }
            return new Simulation(data, speed);
        } catch (IOException | SQLException e) {
            throw new SimulatorException(
                    "Data directory " + data + " cannot be used (" + e.getMessage()
                            + "): name one that can be written and that no other simulator has open.",
                    e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The address to give to a client in place of {@code https://management.azure.com}, without a slash at the end. */
    public String baseUrl() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port();
    }

    public Faults faults() {
        return new Faults(simulation);
    }

    public SimulatedClock clock() {
        return simulation.clock();
    }

    /**
     * Lets ARM's buckets hold so many requests of a class, subscription and principal, and refuses with 429 what comes when one is empty;
     * they refill as Azure's do, in simulated time. Holds for this process only.
     */
    public void refuseRequestsBeyond(int requests) {
        limits.refuseBeyond(requests);
    }

    /** Every request so far, oldest first. */
    public List<AuditEntry> audit() {
        return auditSince(0);
    }

    /** The requests after this sequence number, oldest first. */
    public List<AuditEntry> auditSince(long sequence) {
        return simulation.auditSince(sequence);
    }

    /** Every long-running operation of the last simulated day, oldest first. */
    public List<Operation> operations() {
        return simulation.exclusively(() -> simulation.operations().all());
    }

    /**
     * Gives a service tag, such as {@code BatchNodeManagement.KoreaCentral}, other addresses, as Azure does about every week.
     *
     * @return false if there is no such tag
     */
    public boolean changeServiceTag(String tag, List<String> added, List<String> removed) {
        return engine.changeServiceTag(tag, added, removed);
    }

    /** Ends every operation on a resource that would never end, as Azure's support does: cancelled. False if there was none. */
    public boolean endWhatHangs(String id) {
        return engine.endWhatHangs(id);
    }

    /** A resource as a GET shows it now, its id in any case. */
    public Optional<JsonNode> resource(String id) {
        return engine.resource(id);
    }

    /** Every resource as a GET shows it now, subnets and rules also by themselves, in the order of their ids. */
    public List<JsonNode> resources() {
        return engine.resources();
    }

    /** Every resource below a scope, such as a resource group and a slash, in any case. */
    public List<JsonNode> resourcesWithin(String scope) {
        return engine.resourcesWithin(scope);
    }

    /**
     * Puts a resource into the world as a GET showed it, with all that it embeds; a missing resource group is made.
     *
     * @throws IllegalArgumentException when it has no ARM id or is of a type that is not simulated
     */
    public void put(JsonNode resource) {
        engine.seed(List.of(resource));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        simulation.close();
    }
}
