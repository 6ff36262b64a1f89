/** Registries that kernels come from: adding them, logging in, what is asked of their packages. */
package dev.diver.app.screen.registry;
