package dev.palisade.local.arm.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.palisade.local.arm.engine.ArmEngine;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.state.Documents;
import dev.palisade.local.arm.state.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The simulator's own endpoint, under {@code /simulator}: faults, clock, audit log, resources. No token, no api-version. */
public final class ControlHandler implements HttpHandler {
    private static final ObjectMapper MAPPER = Documents.MAPPER;
    private static final Map<String, String> HELP = Map.ofEntries(
            Map.entry("GET /simulator/faults", "the faults asked for, with how often each fired"),
            Map.entry("POST /simulator/faults", FaultRequests.HELP),
            Map.entry("DELETE /simulator/faults[/{id}]", "forget all faults, or one"),
            Map.entry("GET /simulator/audit?since={sequence}", "the requests after that number, oldest first"),
            Map.entry("GET /simulator/resources", "every resource as a GET shows it"),
            Map.entry("GET /simulator/clock", "simulated and real time, and simulated seconds per real one"),
            Map.entry("POST /simulator/clock", "move simulated time forward: {\"advance\": \"PT20M\"}"),
            Map.entry(
                    "POST /simulator/limits",
                    "refuse with 429 what goes beyond so many requests of a class, refilled as Azure does:"
                            + " {\"requests\": 30}"),
            Map.entry(
                    "DELETE /simulator/limits",
                    "only show in headers what is left, and refuse nothing, as from the start"),
            Map.entry(
                    "POST /simulator/service-tags",
                    "change a service tag's addresses: {\"tag\": \"BatchNodeManagement.KoreaCentral\", \"add\":"
                            + " [\"198.18.99.0/27\"], \"remove\": []}"));

    private record Answer(int status, @Nullable Object body) {}

    private final Simulation simulation;
    private final ArmEngine engine;
    private final RateLimits limits;

    public ControlHandler(Simulation simulation, ArmEngine engine, RateLimits limits) {
        this.simulation = simulation;
        this.engine = engine;
        this.limits = limits;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body() == null ? new byte[0] : MAPPER.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.getResponseHeaders()
                    .set("x-simulated-time", simulation.clock().now().toString());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        List<String> path = List.of(exchange.getRequestURI().getPath().split("/", -1));
        String noun = path.size() > 2 ? path.get(2) : "";
        String asked = exchange.getRequestMethod() + " " + noun;
        JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        return switch (asked) {
            case "GET " -> new Answer(200, HELP);
            case "GET faults" -> new Answer(200, Map.of("value", faults()));
            case "POST faults" -> addFault(body);
            case "DELETE faults" -> forgetFaults(path.size() > 3 ? path.get(3) : "");
            case "GET audit" -> audit(Requests.query(exchange.getRequestURI()).getOrDefault("since", "0"));
            case "GET resources" -> new Answer(200, Map.of("value", engine.resources()));
            case "GET clock" -> clock();
            case "POST clock" -> advance(body.path("advance").asText());
            case "POST service-tags" -> changeServiceTag(body);
            case "POST limits" -> limit(body.path("requests").asInt(0));
            case "DELETE limits" -> unlimited();
            default -> refused(404, "There is no " + asked + ": GET /simulator says what there is.");
        };
    }

    private List<Fault> faults() {
        return simulation.exclusively(() -> simulation.faults().all());
    }

    private Answer addFault(JsonNode body) {
        List<String> problems = FaultRequests.problems(body);
        if (!problems.isEmpty()) {
            return refused(400, String.join(" ", problems));
        }
        Fault fault = FaultRequests.read(body);
        return simulation.exclusively(() -> {
            simulation.faults().add(fault);
            return new Answer(201, fault);
        });
    }

    private Answer forgetFaults(String id) {
        return simulation.exclusively(() -> {
            List<String> all = simulation.faults().all().stream().map(Fault::id).toList();
            simulation.faults().remove(id.isEmpty() ? all : List.of(id));
            return new Answer(204, null);
        });
    }

    private Answer audit(String since) {
        try {
            return new Answer(200, Map.of("value", simulation.auditSince(Long.parseLong(since))));
        } catch (NumberFormatException e) {
            return refused(400, "since is a sequence number; given was '" + since + "'.");
        }
    }

    private Answer clock() {
        ObjectNode clock = MAPPER.createObjectNode();
        clock.put("simulatedTime", simulation.clock().now().toString());
        clock.put("realTime", Instant.now().toString());
        clock.put("speed", simulation.clock().speed());
        return new Answer(200, clock);
    }

    private Answer advance(String duration) {
        try {
            Duration simulated = Duration.parse(duration);
            return simulation.exclusively(() -> {
                simulation.clock().advance(simulated);
                return clock();
            });
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return refused(400, "advance is a duration such as PT20M, not negative; given was '" + duration + "'.");
        }
    }

    private Answer changeServiceTag(JsonNode body) {
        String tag = body.path("tag").asText();
        return engine.changeServiceTag(tag, texts(body.path("add")), texts(body.path("remove")))
                ? new Answer(204, null)
                : refused(400, "tag is one of the list's; given was '" + tag + "'.");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private Answer limit(int requests) {
        if (requests < 1) {
            return refused(400, "requests is how many a bucket holds, at least 1.");
        }
        limits.refuseBeyond(requests);
        return new Answer(200, Map.of("requests", requests));
    }

    private Answer unlimited() {
        limits.refuseBeyond(null);
        return new Answer(204, null);
    }

    private static Answer refused(int status, String message) {
        return new Answer(status, Map.of("error", Map.of("code", "SimulatorRequest", "message", message)));
    }
}
