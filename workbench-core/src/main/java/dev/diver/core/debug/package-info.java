/** What a debugger is given: where a guest's processors can be reached, and what tells the names of its code. */
package dev.diver.core.debug;
