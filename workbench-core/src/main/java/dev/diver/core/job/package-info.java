/** What every long action takes: a way to tell its progress, and to be cancelled. */
package dev.diver.core.job;
