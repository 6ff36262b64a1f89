/** The index of a registry's packages: an artifact in shards and deltas, how it is written, and how a client follows it. */
package dev.diver.core.catalog.index;
