/** Programs of this host as consoles. */
package dev.diver.console.shell;
