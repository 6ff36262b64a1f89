/** What a kernel file's bytes say about how it boots, and a package made of it. */
package dev.diver.core.importer;
