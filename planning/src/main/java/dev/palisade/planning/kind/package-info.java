/**
 * One class for each kind of resource: what it wants to know of Azure, which rules must hold before it is touched, and how desired and
 * observed differ, as steps. Beside them what several kinds share: the virtual network as observed, rules of a security group and where a new one goes,
 * address arithmetic, doors, locks, neighbours.
 *
 * <p>A kind does not list what must be read. It asks the {@link dev.palisade.planning.kind.World}, which notes every question that has no
 * answer yet; so what is read and what is used cannot drift apart.
 *
 * <p>Invariant: a rule that lacks what it needs (a missing workspace, a malformed address) says nothing, because another rule has said it
 * already; and no finding keeps another rule from speaking.
 */
@NullMarked
package dev.palisade.planning.kind;

import org.jspecify.annotations.NullMarked;
