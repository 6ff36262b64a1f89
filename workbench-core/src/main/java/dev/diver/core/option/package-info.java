/** The options of a mode as data: one schema checks files and settings, and draws the form. */
package dev.diver.core.option;
