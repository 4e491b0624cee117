package dev.palisade.workflows.worlds;

import dev.palisade.planning.worlds.Prop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A world and everything that is asked in it, round by round; in the end every environment goes.
 *
 * @param seed decides what is left open: how long things take
 * @param approvals true if opening and deleting wait for a person's word
 * @param together true if in the end all environments go at the same time
 */
record Story(long seed, Set<Prop> props, boolean approvals, boolean together, List<Round> rounds) {
    Story {
        props = Set.copyOf(props);
        rounds = List.copyOf(rounds);
    }

    Story with(Set<Prop> fewer) {
        return new Story(seed, fewer, approvals, together, rounds);
    }

    Story with(List<Round> others) {
        return new Story(seed, props, approvals, together, others);
    }

    Story with(int at, Round other) {
        List<Round> others = new ArrayList<>(rounds);
        others.set(at, other);
        return with(others);
    }

    Story oneByOne() {
        return new Story(seed, props, approvals, false, rounds);
    }

    Story withoutApprovals() {
        return new Story(seed, props, false, together, rounds);
    }

    @Override
    public String toString() {
        String there = props.stream().sorted().map(Prop::name).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder("seed ").append(seed);
        text.append("\n  there beforehand: ").append(there.isEmpty() ? "nothing special" : there);
        text.append(approvals ? "\n  opening and deleting wait for a person" : "");
        for (int i = 0; i < rounds.size(); i++) {
            text.append("\n  round ").append(i + 1).append(rounds.get(i));
        }
        return text.append("\n  then all go, ")
                .append(together ? "at the same time" : "one by one")
                .toString();
    }
}
