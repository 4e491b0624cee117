package dev.palisade.planning.finding;

/** Every rule that can speak. The sentences are in {@code findings_<language>.properties}, by this name. */
public enum FindingCode {
    /** The text is neither YAML nor JSON. */
    DOCUMENT_UNREADABLE,
    /** The document breaks its JSON Schema: one finding for each violation. */
    SCHEMA_VIOLATION,
    /** An ARM ID of another type than the field is for. */
    RESOURCE_TYPE_UNEXPECTED,
    NAME_USED_TWICE,
    /** Palisade itself would have to read a secret, and the vault's network rules keep it out. */
    VAULT_CLOSED_TO_PALISADE,
    /** A secret in none of the vaults that the team's scopes cover. */
    SECRET_OUT_OF_SCOPE,
    /** Key Vault does not give the secret to Palisade: it is not there, is disabled, or a permission lacks. */
    SECRET_UNREADABLE,
    MACHINE_NOT_UBUNTU,
    /** Nothing tells what a machine was made of. */
    MACHINE_IMAGE_UNKNOWN,
    /** A security group that Palisade does not write to keeps Azure Machine Learning from a machine. */
    SSH_BLOCKED,
    /** A machine is attached as asked, by somebody else. */
    ATTACHED_WITH_OTHERS_CREDENTIALS,
    WORKSPACE_MISSING,
    /** Something that the document names, or leads to, and Azure does not have. */
    RESOURCE_MISSING,
    VIRTUAL_NETWORK_MISSING,
    /** A compute runs in a subnet role that the document's network names no subnet for. */
    SUBNET_ROLE_UNNAMED,
    SUBNET_MISSING,
    /** A subnet has another security group or route table than the document names. */
    SUBNET_HAS_ANOTHER,
    RESTRICTED_OUTBOUND_ON_CLUSTER_SUBNET,
    /** What leaves a subnet is to be restricted, and there is no security group to restrict it. */
    SECURITY_GROUP_NEEDED,
    /** A rule is in the way between nodes and what they need. */
    SERVICES_CUT_OFF,
    /** An exception that a customer made is in the way of a part of it. */
    SERVICES_PARTLY_CUT_OFF,
    /** A route leads what nodes need, or what needs them, elsewhere. */
    SERVICES_ROUTED_AWAY,
    /** A rule by a name of ours says something else. */
    SECURITY_RULE_DIFFERS,
    /** A rule that comes first keeps another from having any effect. */
    SECURITY_RULE_SHADOWED,
    NO_FREE_PRIORITY,
    /** Azure's list of service tags has none for a service in the region. */
    SERVICE_TAG_MISSING,
    /** A route by a name of ours says something else. */
    ROUTE_DIFFERS,
    /** A customer's route for addresses of Azure Batch leads somewhere else than to the Internet. */
    ROUTE_TAKES_BATCH_ELSEWHERE,
    ROUTE_TABLE_FULL,
    /** What nobody but the customer can see to. */
    APPLIANCE_MUST_PERMIT,
    STORAGE_ACCOUNT_MISSING,
    /** Runs behind a closed account take their source from the workspace's blob datastore: there is none. */
    DATASTORE_MISSING,
    DATASTORE_IN_OTHER_ACCOUNT,
    VIRTUAL_NETWORK_IN_OTHER_SUBSCRIPTION,
    VIRTUAL_NETWORK_IN_OTHER_REGION,
    ADDRESS_MALFORMED,
    ADDRESS_NOT_PUBLIC,
    SERVICE_CIDR_OVERLAPS_SUBNET,
    DNS_ADDRESS_OUTSIDE_SERVICE_CIDR,
    /** The first or last address of the service range, or the one that Kubernetes itself takes. */
    DNS_ADDRESS_RESERVED,
    DOCKER_BRIDGE_OVERLAPS,
    SUBNET_TOO_SMALL_FOR_NODES,
    SUBNET_TOO_SMALL_FOR_CLUSTER,
    TOO_FEW_VCPUS,
    CLUSTER_TOO_SMALL_TO_ATTACH,
    /** Above what the seeds' pages attach, which AKS offers no more. */
    CLUSTER_VERSION_ABOVE_SEEDS,
    /** Older than what the AzureML extension is supported on. */
    CLUSTER_VERSION_UNSUPPORTED,
    CLUSTER_ATTACHED_ELSEWHERE,
    /** Azure does not let us list where the cluster may be attached already. */
    ATTACHMENTS_UNSEEN,
    /** Serving from closed storage accounts; only told while nothing is served. */
    INFERENCE_NEEDS_OPEN_STORAGE,
    /** An endpoint is to be served from a compute that the document does not attach. */
    ENDPOINT_WITHOUT_COMPUTE,
    /** Online endpoints always ask callers who they are. */
    AUTHENTICATION_REQUIRED,
    NAMESPACE_IS_THE_COMPUTES,
    NOT_ONE_DEFAULT,
    TRAFFIC_ABOVE_WHOLE,
    MORE_THAN_ONE_CONTROL,
    /** A model that is no MLflow or Triton model says nothing of the software that it runs on. */
    ENVIRONMENT_NEEDED,
    /** A classic service runs a scoring script in an environment, whatever its model is. */
    INFERENCE_CONFIGURATION_NEEDED,
    /** Classic services and their versions are named in lower case. */
    NAME_NOT_LOWER_CASE,
    /** With the versions that are there and the document does not name, an endpoint would have more than six. */
    TOO_MANY_VERSIONS,
    /** A version that left the document, and is not pruned, takes no traffic any more. */
    VERSION_STAYS,
    /** An endpoint is served from one compute for its life. */
    ENDPOINT_ELSEWHERE,
    EXISTING_ENDPOINT_DIFFERS,
    CLUSTER_TOO_SMALL_TO_SERVE,
    TOKENS_FROM_OTHER_REGION,
    /** Endpoints that the document does not name are served from what the plan would take away. */
    ENDPOINTS_STILL_SERVED,
    DEV_TEST_NOT_FAULT_TOLERANT,
    VM_SIZE_UNKNOWN,
    /** The subscription may not have what the plan adds. */
    QUOTA_TOO_SMALL,
    MIN_ABOVE_MAX,
    LOCKED,
    /** An assigned policy denies a type of resource that a step creates, or that Azure creates with it. */
    DENIED_BY_POLICY,
    /** A step would change what the team's scopes do not cover, though the document does not name it. */
    OUT_OF_SCOPE,
    EXISTING_COMPUTE_DIFFERS,
    EXISTING_CLUSTER_DIFFERS,
    EXISTING_ATTACHMENT_DIFFERS,
    EXISTING_RESOURCE_NOT_READY,
    /** There is no environment, or none any more, that could be changed. */
    NOTHING_STANDS,
    /** Another generation stands than the one that the request was decided upon. */
    GENERATION_CHANGED,
    /** The standing document has no such entry. */
    NOT_IN_DOCUMENT,
    /** Only what the ledger says that Palisade created may be deleted or detached. */
    NOT_OURS,
    REVERTS_OPERATION,
    APPLY_WOULD_REVERT,
    /** What left the document stays as it is, and Palisade forgets that it made it. */
    RELEASED,
    ALREADY_GONE,
    NOT_AS_WE_LEFT_IT,
    KEPT_FOR_NEIGHBOUR,
    /** Another environment needs the same thing otherwise. */
    NEIGHBOUR_NEEDS_OTHERWISE,
    /** An accepted document was made to say what is. */
    ACCEPTED,
    /** What an accepted document still asks for, since no document can be without it. */
    STILL_MISSING
}
