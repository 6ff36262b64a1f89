#include "trap.h"

#include "../kernel/io.h"
#include "fault.h"
#include "layout.h"
#include "log.h"
#include "mailbox.h"
#include "processor.h"
#include "signals.h"

#define EXCEPTIONS     32
#define EXCEPTION_NMI  2
#define EXCEPTION_PAGE 14

/* What Linux makes of a program's exceptions: arch/x86/kernel/traps.c; 0 for none of its own. */
static const uint8_t signal_of[EXCEPTIONS] = {
	[0] = 8,		       /* division: SIGFPE */
	[1] = 5,		       /* debug: SIGTRAP */
	[3] = 5,		       /* breakpoint */
	[4] = 11,		       /* overflow: SIGSEGV */
	[5] = 11,		       /* bound */
	[6] = 4,		       /* invalid instruction: SIGILL */
	[10] = 11, [11] = 7, [12] = 7, /* segments: SIGSEGV, SIGBUS */
	[13] = 11,		       /* general protection */
	[16] = 8,  [17] = 7, [19] = 8, /* floating point, alignment, SIMD */
};

static void interrupt(const struct frame *frame)
{
	if (frame->vector == EXCEPTION_NMI)
		return;
	if (frame->vector != VECTOR_SPURIOUS)
		apic_end();
}

void trap_interrupt(struct frame *frame)
{
	bool from_program = frame->cs & 3;
	uint64_t address = read_cr2();

	if (frame->vector >= EXCEPTIONS || frame->vector == EXCEPTION_NMI) {
		interrupt(frame);
	} else if (!from_program) {
		give_up(frame, "exception %lu in the co-kernel", frame->vector);
	} else if (frame->vector == EXCEPTION_PAGE) {
		fault_of_program(frame, address);
	} else if (signal_of[frame->vector]) {
		signals_force(frame, signal_of[frame->vector], 0x80, frame->rip);
	} else {
		give_up(frame, "exception %lu in the program", frame->vector);
	}
	if (!from_program)
		return;
	mailbox_serve_fault();
	if (__atomic_load_n(&WINDOW->signals, __ATOMIC_RELAXED))
		signals_deliver(frame);
}
