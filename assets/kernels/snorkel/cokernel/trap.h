/* What is on the stack while the co-kernel works for the program. */
#ifndef COKERNEL_TRAP_H
#define COKERNEL_TRAP_H

#include <stdbool.h>
#include <stdint.h>

/* As trap.S and the processor leave it. */
struct frame {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rbp, rdi, rsi, rdx, rcx, rbx, rax;
	uint64_t vector, error;
	uint64_t rip, cs, rflags, rsp, ss;
};

_Static_assert(sizeof(struct frame) == 22 * 8, "trap.S pushes these");

/* Called by trap.S with interrupts off. */
void trap_interrupt(struct frame *frame);
/* Nonzero: nothing but RAX was changed. */
int trap_system_call(struct frame *frame);

_Noreturn void enter_program(struct frame *frame);

#endif
