package dev.palisade.workflows.contract;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** The names in Temporal that a worker, a client and an operator must agree on. */
public final class TemporalNames {
    public static final String NAMESPACE = "palisade";
    public static final String TASK_QUEUE = "palisade";
    public static final String DEPLOYMENT = "palisade";

    /** Memo key: the digest of the request's content. */
    public static final String MEMO_DIGEST = "digest";

    public static final SearchAttributeKey<String> ENVIRONMENT = SearchAttributeKey.forKeyword("PalisadeEnvironment");
    public static final SearchAttributeKey<String> TEAM = SearchAttributeKey.forKeyword("PalisadeTeam");
    public static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("PalisadeState");
    public static final SearchAttributeKey<String> STEP = SearchAttributeKey.forKeyword("PalisadeStep");
    public static final SearchAttributeKey<String> ERROR_CODE = SearchAttributeKey.forKeyword("PalisadeErrorCode");
    public static final SearchAttributeKey<String> PROFILE = SearchAttributeKey.forKeyword("PalisadeProfile");

    /** All of them: a namespace that lacks one refuses what sets it. */
    public static final List<SearchAttributeKey<String>> SEARCH_ATTRIBUTES =
            List.of(ENVIRONMENT, TEAM, STATE, STEP, ERROR_CODE, PROFILE);

    private TemporalNames() {}
}
