/* Vectors and their handlers. Intel SDM volume 3, chapter 6. */
#ifndef KERNEL_INTERRUPT_H
#define KERNEL_INTERRUPT_H

#include <stdint.h>

#define EXCEPTION_COUNT	 32
#define EXCEPTION_NMI	 2
#define EXCEPTION_DOUBLE 8
#define EXCEPTION_PAGE	 14
#define INTERRUPT_VECTOR 0x40 /* the first that is ours: timer.h, console.h, smp.h */

/* What boot/interrupt.S and the processor leave on the stack. */
struct frame {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rbp, rdi, rsi, rdx, rcx, rbx, rax;
	uint64_t vector, error;
	uint64_t rip, cs, rflags, rsp, ss;
};

_Static_assert(sizeof(struct frame) == 22 * 8, "boot/interrupt.S pushes these");

/* Fills the table that all processors share; the old interrupt controllers (8259) are silenced. */
void interrupt_init(void);

/* Loads the table on this processor. */
void interrupt_load(void);

#endif
