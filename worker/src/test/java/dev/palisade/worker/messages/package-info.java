/** What docs/messages publishes about the messages, held against what the intake does. Nothing of the intake itself is shown here. */
@NullMarked
package dev.palisade.worker.messages;

import org.jspecify.annotations.NullMarked;
