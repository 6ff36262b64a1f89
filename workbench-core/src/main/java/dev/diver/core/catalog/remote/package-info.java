/** Registries as catalogs. */
package dev.diver.core.catalog.remote;
