/** What this host has, lacks, and can do about it. */
package dev.diver.core.doctor;
