/** What a machine is made of, as far as it can be seen: what the partition editor draws and a plan divides. */
package dev.diver.core.topology;
