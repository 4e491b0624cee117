package dev.palisade.workflows.worlds;

import dev.palisade.planning.worlds.Happening.Asks;

/**
 * One request, or a further attempt at an environment's last one.
 *
 * @param minute of the round, at which it is sent
 * @param meddling what somebody does to it meanwhile
 */
record Errand(Asks asks, int minute, Meddling meddling) {

    /** @param minute after the request was sent; without meaning for a word that is given when it is asked for */
    record Meddling(What what, int minute) {
        static final Meddling NONE = new Meddling(What.NOTHING, 0);

        private String inWords() {
            return switch (what) {
                case NOTHING -> "";
                case CANCEL -> ", cancelled after " + minute + " min";
                case PAUSE -> ", everything paused after " + minute + " min";
                case DENY -> ", its approval refused";
            };
        }
    }

    enum What {
        NOTHING,
        CANCEL,
        /** An operator pauses all writes, for a while. */
        PAUSE,
        /** Whatever of it waits for a person's word is refused. */
        DENY
    }

    Errand with(Asks other) {
        return new Errand(other, minute, meddling);
    }

    Errand leftAlone() {
        return new Errand(asks, minute, Meddling.NONE);
    }

    Errand at(int otherMinute) {
        return new Errand(asks, otherMinute, meddling);
    }

    @Override
    public String toString() {
        return "minute " + minute + ": " + asks + meddling.inWords();
    }
}
