/** Building nets: make in a sandbox, what its output means, and when there is nothing to do. */
package dev.diver.core.build;
