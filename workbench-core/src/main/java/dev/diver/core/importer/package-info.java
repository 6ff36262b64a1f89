/**
 * What files, build directories and images of other systems say about how a kernel boots, and a package made of it. Formats
 * are read here; what a system is, is in {@code assets/importers}.
 */
package dev.diver.core.importer;
