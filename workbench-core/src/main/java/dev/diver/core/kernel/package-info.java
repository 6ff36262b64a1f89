/** All that is known about a kernel, as records; the JSON in a package is the same thing. */
package dev.diver.core.kernel;
