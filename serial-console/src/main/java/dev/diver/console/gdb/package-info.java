/** gdb behind a debugging session: its process, its machine interface (MI), and what of it becomes values of a session. */
package dev.diver.console.gdb;
