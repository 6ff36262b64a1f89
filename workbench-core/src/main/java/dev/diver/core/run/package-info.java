/** Records of dives, and orders from other processes to those that run. */
package dev.diver.core.run;
