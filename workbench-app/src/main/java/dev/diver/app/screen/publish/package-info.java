/** Bringing a kernel's folder or a net to a registry, and making a folder of a kernel. */
package dev.diver.app.screen.publish;
