package dev.palisade.local.servicebus.filter;

/** An expression that is not in the grammar. The message says where, what is wrong, and what to write instead. */
public final class SqlSyntaxException extends Exception {
    private final int position;

    /** @param position counted in characters, from 1 */
    SqlSyntaxException(int position, String reason, String remedy) {
        super("At character " + position + ": " + reason + ". " + remedy + ".");
        this.position = position;
    }

    public int position() {
        return position;
    }
}
