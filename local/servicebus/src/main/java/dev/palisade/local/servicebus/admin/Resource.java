package dev.palisade.local.servicebus.admin;

/** What one path stands for, and what can be done with it. */
interface Resource {
    AdminAnswer get();

    /** Makes it, or changes it if the request says so. */
    AdminAnswer put();

    AdminAnswer delete();
}
