/** Every failure that a person can meet: what, why, and what helps. */
package dev.diver.core.problem;
