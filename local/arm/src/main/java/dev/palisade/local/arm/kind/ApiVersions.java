package dev.palisade.local.arm.kind;

import java.util.List;

/**
 * The api-versions accepted per service, newest last: those whose bodies have the shape that is answered here, and those by
 * which an official SDK has driven it.
 */
final class ApiVersions {
    static final List<String> RESOURCE_GROUPS = List.of("2021-04-01", "2022-09-01", "2024-11-01", "2025-04-01");
    static final List<String> LOCKS = List.of("2016-09-01", "2017-04-01", "2020-05-01");
    static final List<String> POLICY =
            List.of("2022-06-01", "2023-04-01", "2024-04-01", "2024-05-01", "2025-01-01", "2025-03-01");
    static final List<String> QUOTA = List.of("2023-02-01", "2025-03-01");
    static final List<String> MACHINE_LEARNING = List.of("2024-04-01");
    /** The last of those that have classic web services. */
    static final List<String> WEB_SERVICES = List.of("2021-04-01");

    static final List<String> NETWORK =
            List.of("2024-05-01", "2024-07-01", "2024-10-01", "2025-01-01", "2025-03-01", "2026-03-01");
    static final List<String> STORAGE = List.of("2024-01-01", "2025-01-01", "2025-06-01", "2026-09-01");
    static final List<String> KEY_VAULT = List.of("2023-07-01", "2024-11-01", "2025-05-01", "2026-05-15");
    static final List<String> MANAGED_CLUSTERS =
            List.of("2025-05-01", "2025-07-01", "2025-08-01", "2025-09-01", "2025-10-01", "2026-08-01");
    static final List<String> CLUSTER_EXTENSIONS = List.of("2022-11-01", "2023-05-01", "2024-11-01");
    static final List<String> HDINSIGHT = List.of("2021-06-01");
    static final List<String> COMPUTE = List.of("2024-03-01", "2024-07-01", "2024-11-01", "2025-04-01");

    private ApiVersions() {}
}
