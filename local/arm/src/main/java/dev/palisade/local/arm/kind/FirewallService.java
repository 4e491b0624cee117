package dev.palisade.local.arm.kind;

import dev.palisade.local.arm.model.ArmException;

/** The services that have a firewall of {@code networkAcls}, and how they differ in it. */
enum FirewallService {
    STORAGE("Microsoft.Storage", 30) {
        @Override
        ArmException subnetRefused(String reason, String sentence) {
            return ArmException.badRequest(
                    "NetworkAclsValidationFailure",
                    "Validation of network acls failure: " + reason + ":" + sentence + ".");
        }

        @Override
        ArmException invalid(String field, String value) {
            return ArmException.badRequest(
                    "InvalidValuesForRequestParameters",
                    "Values for request parameters are invalid: networkAcls." + field.replaceAll("\\[\\d+]", "[*]")
                            + ".");
        }
    },
    KEY_VAULT("Microsoft.KeyVault", 32) {
        @Override
        ArmException subnetRefused(String reason, String sentence) {
            return ArmException.badRequest("VirtualNetworkNotValid", reason + ": " + sentence);
        }

        @Override
        ArmException invalid(String field, String value) {
            return ArmException.badRequest(
                    "BadRequest", "Invalid value found at properties.networkAcls." + field + ": " + value);
        }
    };

    private final String endpoint;
    private final int longestPrefix;

    FirewallService(String endpoint, int longestPrefix) {
        this.endpoint = endpoint;
        this.longestPrefix = longestPrefix;
    }

    /** The service endpoint that a subnet needs before a rule may name it. */
    String endpoint() {
        return endpoint;
    }

    /** The longest prefix of an address range; a smaller one is given as single addresses. */
    int longestPrefix() {
        return longestPrefix;
    }

    /** How the service refuses a rule for a subnet. */
    abstract ArmException subnetRefused(String reason, String sentence);

    /** How the service refuses a value. */
    abstract ArmException invalid(String field, String value);
}
