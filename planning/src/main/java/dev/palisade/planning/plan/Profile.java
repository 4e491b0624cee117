package dev.palisade.planning.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which Azure a plan is made for; printed in every plan. */
public enum Profile {
    /** The seeds as written in 2019 and 2020. */
    @JsonProperty("seed")
    SEED,
    /** What Azure offers now. */
    @JsonProperty("current")
    CURRENT
}
