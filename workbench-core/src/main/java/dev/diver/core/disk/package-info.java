/** Disk images of unknown origin: what they are, and whether they lead to other files of this host. */
package dev.diver.core.disk;
