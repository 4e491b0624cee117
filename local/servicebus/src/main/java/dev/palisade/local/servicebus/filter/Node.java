package dev.palisade.local.servicebus.filter;

/** A part of an expression. Which of the two a parenthesis holds is known only when it has been read. */
sealed interface Node permits Value, Condition {}
