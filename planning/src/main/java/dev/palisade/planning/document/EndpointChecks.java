package dev.palisade.planning.document;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the endpoints of a document can be told without asking Azure: the classic services of profile {@code seed} may do more, and are named less freely. */
final class EndpointChecks {
    private static final int WHOLE = 100;

    private final EnvironmentDocument document;
    private final List<Finding> findings = new ArrayList<>();

    private EndpointChecks(EnvironmentDocument document) {
        this.document = document;
    }

    static List<Finding> findings(EnvironmentDocument document) {
        EndpointChecks checks = new EndpointChecks(document);
        Set<String> names = new HashSet<>();
        document.endpoints().forEach(endpoint -> checks.check(endpoint, names));
        return List.copyOf(checks.findings);
    }

    private void check(Endpoint endpoint, Set<String> names) {
        checkName(endpoint.field(), endpoint.name(), names);
        List<String> computes =
                document.attachments().stream().map(ClusterAttachment::name).toList();
        if (!computes.contains(endpoint.compute())) {
            refuse(
                    FindingCode.ENDPOINT_WITHOUT_COMPUTE,
                    endpoint.field() + "/compute",
                    Map.of("endpoint", endpoint.name(), "compute", endpoint.compute()));
        }
        if (document.profile() == Profile.CURRENT) {
            checkOnline(endpoint);
        }
        checkVersions(endpoint);
    }

    private void checkOnline(Endpoint endpoint) {
        if (endpoint.authMode() == Endpoint.AuthMode.NONE) {
            refuse(
                    FindingCode.AUTHENTICATION_REQUIRED,
                    endpoint.field() + "/auth_mode",
                    Map.of("endpoint", endpoint.name()));
        }
        document.attachments().stream()
                .filter(attachment -> attachment.name().equals(endpoint.compute()))
                .forEach(attachment -> checkNamespace(endpoint, attachment));
    }

    private void checkNamespace(Endpoint endpoint, ClusterAttachment attachment) {
        endpoint.namespace()
                .filter(namespace -> !namespace.equals(attachment.namespace()))
                .ifPresent(namespace -> refuse(
                        FindingCode.NAMESPACE_IS_THE_COMPUTES,
                        endpoint.field() + "/namespace",
                        Map.of(
                                "endpoint", endpoint.name(),
                                "compute", endpoint.compute(),
                                "wanted", namespace,
                                "actual", attachment.namespace())));
    }

    private void checkVersions(Endpoint endpoint) {
        String field = endpoint.field() + "/deployments";
        Set<String> names = new HashSet<>();
        endpoint.deployments().forEach(deployment -> {
            checkName(deployment.field(), deployment.name(), names);
            checkScaling(deployment);
            checkInference(deployment);
        });
        int defaults = endpoint.defaults().size();
        if (defaults != 1) {
            refuse(
                    FindingCode.NOT_ONE_DEFAULT,
                    field,
                    Map.of("endpoint", endpoint.name(), "count", String.valueOf(defaults)));
        }
        if (endpoint.named() > WHOLE) {
            refuse(
                    FindingCode.TRAFFIC_ABOVE_WHOLE,
                    field,
                    Map.of("endpoint", endpoint.name(), "sum", String.valueOf(endpoint.named())));
        }
        long controls = endpoint.deployments().stream()
                .filter(deployment ->
                        deployment.type().filter("control"::equals).isPresent())
                .count();
        if (controls > 1) {
            refuse(
                    FindingCode.MORE_THAN_ONE_CONTROL,
                    field,
                    Map.of("endpoint", endpoint.name(), "count", String.valueOf(controls)));
        }
    }

    private void checkScaling(Deployment deployment) {
        if (deployment.scaling().min() > deployment.scaling().max()) {
            refuse(
                    FindingCode.MIN_ABOVE_MAX,
                    deployment.field() + "/autoscale/min_instances",
                    Map.of(
                            "min", String.valueOf(deployment.scaling().min()),
                            "max", String.valueOf(deployment.scaling().max())));
        }
    }

    /** Classic services know no model that brings what it runs on. */
    private void checkInference(Deployment deployment) {
        boolean complete =
                deployment.environment().isPresent() && deployment.code().isPresent();
        if (document.profile() == Profile.SEED && !complete) {
            refuse(
                    FindingCode.INFERENCE_CONFIGURATION_NEEDED,
                    deployment.field(),
                    Map.of("deployment", deployment.name(), "model", deployment.model()));
        }
    }

    private void checkName(String field, String name, Set<String> names) {
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            refuse(FindingCode.NAME_USED_TWICE, field + "/name", Map.of("name", name));
        }
        if (document.profile() == Profile.SEED && !name.equals(name.toLowerCase(Locale.ROOT))) {
            refuse(FindingCode.NAME_NOT_LOWER_CASE, field + "/name", Map.of("name", name));
        }
    }

    private void refuse(FindingCode code, String field, Map<String, String> arguments) {
        findings.add(Finding.refusal(code, field, WhoseMove.YOURS, arguments));
    }
}
