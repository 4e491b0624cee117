package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.kind.ResourceType;
import dev.palisade.local.arm.model.ArmException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What every request needs before anything else: a token, an api-version that the type has, a method that it offers. */
final class Admission {
    private final ResourceKinds kinds;

    Admission(ResourceKinds kinds) {
        this.kinds = kinds;
    }

    static void checkToken(ArmRequest request) {
        if (request.principal() == null) {
            throw ArmException.of(
                    401,
                    "AuthenticationFailed",
                    "Authentication failed. The 'Authorization' header is missing or carries no bearer token.");
        }
    }

    static void checkVersionGiven(ArmRequest request) {
        if (request.apiVersion().isEmpty()) {
            throw ArmException.badRequest(
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
    }

    void check(Target target, ArmRequest request) {
        if (target instanceof Target.Resource resource) {
            checkVersion(request, resource.kind().type().apiVersions());
            checkMethod(request, resource.kind().type().methods());
        } else if (target instanceof Target.Collection collection) {
            checkVersion(request, collection.kind().type().apiVersions());
            checkMethod(request, Set.of("GET"));
        } else if (target instanceof Target.Action action) {
            ResourceType type = action.kind().type();
            checkVersion(request, type.apiVersions());
        } else if (target instanceof Target.Location location) {
            checkVersion(request, kinds.locationApiVersions(location.namespace()));
            checkMethod(request, Set.of("GET"));
        } else {
            checkMethod(request, Set.of("GET"));
        }
        if (request.malformed()) {
            throw ArmException.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: it is not JSON.");
        }
    }

    private static void checkVersion(ArmRequest request, List<String> supported) {
        if (!supported.contains(request.apiVersion().toLowerCase(Locale.ROOT))) {
            throw ArmException.badRequest(
                    "InvalidApiVersionParameter",
                    "The api-version '" + request.apiVersion() + "' is invalid. The supported versions are '"
                            + String.join(",", supported) + "'.");
        }
    }

    private static void checkMethod(ArmRequest request, Set<String> offered) {
        if (!offered.contains(request.method())) {
            throw ArmException.of(
                    405,
                    "MethodNotAllowed",
                    "The requested resource does not support http method '" + request.method() + "'.");
        }
    }
}
