/** Debian's archive as a place that kernels come from. */
package dev.diver.core.catalog.debian;
