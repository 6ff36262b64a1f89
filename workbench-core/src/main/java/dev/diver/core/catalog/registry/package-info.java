/** Registries: the OCI distribution specification 1.1 as a client speaks it. */
package dev.diver.core.catalog.registry;
