#include "exit.h"

#include <snorkel.h>

#include "acpi.h"
#include "io.h"

#define STATUS_PORT 0xE9 /* QEMU's isa-debugcon: the status, all 8 bits */
#define EXIT_PORT   0xF4 /* QEMU's isa-debug-exit: value v ends QEMU with (v << 1) | 1 */
#define EXIT_DONE   0
#define EXIT_CRASH  127
#define PANIC_PORT  0x505 /* QEMU's pvpanic: docs/specs/pvpanic.rst */
#define PANICKED    0x01
#define PANIC_WAIT  1000 /* pauses: a processor stops at the first one */

/* One way after the other: whichever the machine has ends it. */
static _Noreturn void end(uint8_t value)
{
	interrupts_off();
	out8(EXIT_PORT, value);
	acpi_power_off();
	halt_forever();
}

_Noreturn void snorkel_exit(int status)
{
	out8(STATUS_PORT, (uint8_t)status);
	end(EXIT_DONE);
}

/*
 * The machine stops where it has been told to, so that memory and registers can be looked at; the
 * port reads as which events it knows, and as all ones where there is none. Who lets it go on gets
 * the end of below.
 */
static void tell_panic(void)
{
	uint8_t known = in8(PANIC_PORT);

	if (known == 0xFF || !(known & PANICKED))
		return;
	out8(PANIC_PORT, PANICKED);
	for (unsigned int i = 0; i < PANIC_WAIT; i++)
		__asm__ volatile("pause");
}

_Noreturn void exit_crashed(void)
{
	interrupts_off();
	tell_panic();
	end(EXIT_CRASH);
}
