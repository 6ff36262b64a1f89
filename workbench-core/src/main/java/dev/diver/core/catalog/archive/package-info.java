/** Tar archives, written reproducibly and unpacked without trust. */
package dev.diver.core.catalog.archive;
