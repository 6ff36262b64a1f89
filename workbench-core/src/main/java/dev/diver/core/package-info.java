/** The engine: one of each service, the same for screen and command. */
package dev.diver.core;
