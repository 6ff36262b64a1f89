/** Properties of machines: amounts of memory, accelerators. */
package dev.diver.core.machine;
