/*
 * Ways into the co-kernel: 256 interrupt vectors and the SYSCALL instruction. All leave a struct
 * frame (trap.h) and come back through leave_kernel, unless the frame is a system call's that was
 * not touched: that takes SYSRET. GS is the co-kernel's own inside (SWAPGS: SDM volume 2).
 */
#include "../boot/frame.inc"
#include "layout.h"

	.set FRAME_WORDS, 22		/* struct frame */
	.set FRAME_RIP, 17 * WORD
	.set FRAME_CS, 18 * WORD
#define CPU_USER_STACK	8
#define CPU_KERNEL_STACK 16

	/*
	 * RDI = the struct frame. As if the interrupted code had called: who only follows frame
	 * pointers meets it too.
	 */
	.macro call_with_frame function
	movq %rsp, %rdi
	push_word FRAME_RIP(%rdi)
	push_word %rbp
	movq %rsp, %rbp
	call \function
	drop_words 2
	.endm

	.text
	stubs

	.type interrupt_common, @function
interrupt_common:
	interrupted 7
	save
	cld
	testb $3, FRAME_CS(%rsp)
	jz 1f
	swapgs
1:	call_with_frame trap_interrupt
	.globl leave_kernel
leave_kernel:
	testb $3, FRAME_CS(%rsp)
	jz 2f
	swapgs
2:	restore
	drop_words 2
	iretq
	.cfi_endproc
	.size interrupt_common, . - interrupt_common

	/* RCX = return address, R11 = RFLAGS; interrupts are off (MSR_FMASK). */
	.balign 16
	.globl system_call_entry
	.type system_call_entry, @function
system_call_entry:
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_def_cfa %rsp, 0
	.cfi_register %rip, %rcx
	swapgs
	movq %rsp, %gs:CPU_USER_STACK
	movq %gs:CPU_KERNEL_STACK, %rsp
	/* The program's stack is where no debugger looks. */
	.cfi_undefined %rip
	push_word $SELECTOR_USER_DATA
	push_word %gs:CPU_USER_STACK
	.cfi_rel_offset %rsp, 0
	.cfi_register %rip, %rcx
	push_word %r11
	push_word $SELECTOR_USER_CODE
	push_word %rcx
	.cfi_rel_offset %rip, 0
	push_word $0
	push_word $VECTOR_CALL
	save
	call_with_frame trap_system_call
	testl %eax, %eax
	jz leave_kernel
	restore
	drop_words 2
	movq 24(%rsp), %rsp		/* the frame's RSP */
	.cfi_def_cfa %rsp, 0
	.cfi_register %rip, %rcx
	.cfi_restore %rsp
	swapgs
	sysretq
	.cfi_endproc
	.size system_call_entry, . - system_call_entry

	/* void enter_program(struct frame *frame): never returns */
	.globl enter_program
	.type enter_program, @function
enter_program:
	.cfi_startproc simple
	.cfi_signal_frame
	.cfi_def_cfa %rdi, FRAME_WORDS * WORD
	.cfi_offset %rip, -5 * WORD
	.cfi_offset %rsp, -2 * WORD
	movq %rdi, %rsp
	jmp leave_kernel
	.cfi_endproc
	.size enter_program, . - enter_program

	.section .note.GNU-stack, "", @progbits
