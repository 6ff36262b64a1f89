/** Running the host's programs. */
package dev.diver.core.process;
