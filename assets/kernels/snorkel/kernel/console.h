/* The console of the kernel and of the application: see snorkel_console_*() in snorkel.h. */
#ifndef KERNEL_CONSOLE_H
#define KERNEL_CONSOLE_H

#include <stdarg.h>
#include <stdbool.h>

#define CONSOLE_VECTOR 0x41

/* Starts listening: IRQ 4 arrives as CONSOLE_VECTOR on this processor. */
void console_init(void);

/* Whether typed characters are echoed in cooked mode; on at first. */
void console_set_echo(bool on);

/* The interrupt: moves received bytes into the ring. */
void console_interrupt(void);

/* One message of the kernel, at most 255 characters. */
__attribute__((format(printf, 1, 2))) void log_print(const char *format, ...);

/*
 * The kernel cannot go on: prints "snorkel: panic: " and the message, then ends the guest as
 * crashed.
 */
__attribute__((format(printf, 1, 2))) _Noreturn void panic(const char *format, ...);

/* From now on messages no longer wait for the console's lock: its holder may have crashed. */
void console_break_lock(void);

#endif
