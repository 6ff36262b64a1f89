/** The catalog of this machine: filled from the shipped assets, pulled from, checked and mended. */
package dev.diver.core.catalog.local;
