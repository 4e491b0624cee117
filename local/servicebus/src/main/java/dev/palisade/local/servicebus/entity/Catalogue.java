package dev.palisade.local.servicebus.entity;

import java.util.List;

/** The entities that were made or changed while the broker ran, kept so that they are there again after a restart. */
public interface Catalogue {
    List<EntityDescription> load();

    /** Keeps a description, in the place of what was kept of that name. */
    void keep(EntityDescription entity);

    void forget(String name);
}
