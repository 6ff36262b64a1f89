#include "exception.h"

#include <stdbool.h>
#include <stddef.h>

#include "console.h"
#include "cpu.h"
#include "exit.h"
#include "io.h"
#include "loader.h"
#include "memory.h"

#define LINES_MAX      32
#define FAULT_PRESENT  1 /* page fault error code: SDM volume 3, section 4.7 */
#define FAULT_WRITE    2
#define FAULT_RESERVED 8
#define FAULT_FETCH    16

static const char *const names[EXCEPTION_COUNT] = {
	"division by zero",
	"debug",
	"non-maskable interrupt",
	"breakpoint",
	"overflow",
	"bound range exceeded",
	"invalid instruction",
	"no floating point",
	"double fault",
	"coprocessor segment",
	"invalid TSS",
	"segment not present",
	"stack segment fault",
	"general protection",
	"page fault",
	"reserved",
	"floating point error",
	"unaligned access",
	"machine check",
	"SIMD error",
	"virtualization",
	"control protection",
};

static bool on_stack(const struct cpu *cpu, uint64_t address)
{
	if (address >= cpu->stack && address < cpu->stack + cpu->stack_size)
		return true;
	for (unsigned int i = 0; i < IST_COUNT; i++)
		if (address >= cpu->interrupt_stacks[i] &&
		    address < cpu->interrupt_stacks[i] + INTERRUPT_STACK_SIZE)
			return true;
	return false;
}

static bool in_guard(const struct cpu *cpu, uint64_t address)
{
	if (address >= cpu->stack - PAGE_SIZE && address < cpu->stack)
		return true;
	for (unsigned int i = 0; i < IST_COUNT; i++)
		if (address >= cpu->interrupt_stacks[i] - PAGE_SIZE &&
		    address < cpu->interrupt_stacks[i])
			return true;
	return false;
}

static void print_cause(const struct frame *frame, const struct cpu *cpu)
{
	const char *name = names[frame->vector] ? names[frame->vector] : "reserved";
	uint64_t address = read_cr2();

	log_print("\nsnorkel: crash: %s (exception %lu, error code 0x%lx) on processor %u\n", name,
		  frame->vector, frame->error, cpu->index);
	if (frame->vector != EXCEPTION_PAGE && frame->vector != EXCEPTION_DOUBLE)
		return;
	if (in_guard(cpu, address))
		log_print("  stack overflow: all %lu KiB of the stack below 0x%lx are in use\n",
			  cpu->stack_size / 1024, cpu->stack + cpu->stack_size);
	else if (frame->vector == EXCEPTION_PAGE)
		log_print("  %s 0x%lx, which is %s\n",
			  frame->error & FAULT_FETCH   ? "executing"
			  : frame->error & FAULT_WRITE ? "writing to"
						       : "reading from",
			  address,
			  frame->error & FAULT_RESERVED	 ? "mapped wrongly"
			  : frame->error & FAULT_PRESENT ? "protected"
			  : address < PAGE_SIZE		 ? "a null pointer"
							 : "not mapped");
}

static void print_registers(const struct frame *frame)
{
	log_print("  rip %016lx  rsp %016lx  rbp %016lx  rflags %08lx\n", frame->rip, frame->rsp,
		  frame->rbp, frame->rflags);
	log_print("  rax %016lx  rbx %016lx  rcx %016lx  rdx %016lx\n", frame->rax, frame->rbx,
		  frame->rcx, frame->rdx);
	log_print("  rsi %016lx  rdi %016lx  r8  %016lx  r9  %016lx\n", frame->rsi, frame->rdi,
		  frame->r8, frame->r9);
	log_print("  r10 %016lx  r11 %016lx  r12 %016lx  r13 %016lx\n", frame->r10, frame->r11,
		  frame->r12, frame->r13);
	log_print("  r14 %016lx  r15 %016lx  cr2 %016lx\n", frame->r14, frame->r15, read_cr2());
}

static void print_address(unsigned int number, uint64_t address, unsigned int times)
{
	log_print("    #%u 0x%lx", number, address);
	if (loader_contains(address))
		log_print(" +0x%lx", address - loader_base());
	if (times > 1)
		log_print(" %u times", times);
	log_print("\n");
}

/*
 * Return addresses along the frame pointers, as long as these stay on a stack of this processor.
 * An address that follows itself, as in a recursion, is printed once.
 */
static void print_backtrace(const struct frame *frame, const struct cpu *cpu)
{
	uint64_t rbp = frame->rbp, address = frame->rip;
	unsigned int number = 0, times = 1;

	log_print("  backtrace (addr2line -fpe PROGRAM%s):\n",
		  loader_base() ? "; +offset is in the module" : "");
	while (number < LINES_MAX && rbp % 8 == 0 && on_stack(cpu, rbp) && on_stack(cpu, rbp + 8)) {
		const uint64_t *pair = (const uint64_t *)rbp;

		if (pair[1] == 0)
			break;
		if (pair[1] == address) {
			times++;
		} else {
			print_address(number++, address, times);
			address = pair[1];
			times = 1;
		}
		if (pair[0] <= rbp)
			break;
		rbp = pair[0];
	}
	print_address(number, address, times);
}

/* A second fault while this one is reported says no more than that. */
_Noreturn void exception_report(const struct frame *frame)
{
	static volatile bool reporting;
	const struct cpu *cpu = cpu_self();

	console_break_lock();
	if (__atomic_exchange_n(&reporting, true, __ATOMIC_SEQ_CST)) {
		log_print("\nsnorkel: crash: another exception (%lu) at 0x%lx on processor %u\n",
			  frame->vector, frame->rip, cpu->index);
		exit_crashed();
	}
	print_cause(frame, cpu);
	print_registers(frame);
	print_backtrace(frame, cpu);
	exit_crashed();
}
