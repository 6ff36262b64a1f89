#include "log.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "../kernel/io.h"
#include "../libc/format.h"
#include "layout.h"
#include "mailbox.h"

/* 16550: offsets from its first port. */
#define LINE_STATUS	  5
#define STATUS_FIFO_EMPTY 0x20
#define TRIES		  100000 /* a port that is not there must not hold us up */
#define VECTOR_NONE	  256
#define PANICKED	  0x01 /* QEMU's docs/specs/pvpanic.rst */
#define PANIC_WAIT	  1000 /* pauses: the processor stops at the first one */

struct text_sink {
	struct sink sink;
	char *to;
	size_t capacity;
};

static void put_serial(struct sink *sink, const char *bytes, size_t count)
{
	uint16_t port = (uint16_t)WINDOW->serial_port;

	(void)sink;
	if (port == 0)
		return;
	for (size_t i = 0; i < count; i++) {
		for (int tries = 0; !(in8(port + LINE_STATUS) & STATUS_FIFO_EMPTY); tries++)
			if (tries == TRIES)
				return;
		if (bytes[i] == '\n')
			out8(port, '\r');
		out8(port, (uint8_t)bytes[i]);
	}
}

static void put_text(struct sink *sink, const char *bytes, size_t count)
{
	struct text_sink *text = (struct text_sink *)sink;

	if (count > text->capacity)
		count = text->capacity;
	memcpy(text->to, bytes, count);
	text->to += count;
	text->capacity -= count;
}

void log_print(const char *text, ...)
{
	struct sink sink = {.put = put_serial};
	va_list arguments;

	va_start(arguments, text);
	format(&sink, text, arguments);
	va_end(arguments);
}

void log_registers(const struct frame *frame)
{
	log_print("  rip %016lx  rsp %016lx  rbp %016lx  rflags %08lx\n", frame->rip, frame->rsp,
		  frame->rbp, frame->rflags);
	log_print("  rax %016lx  rbx %016lx  rcx %016lx  rdx %016lx\n", frame->rax, frame->rbx,
		  frame->rcx, frame->rdx);
	log_print("  rsi %016lx  rdi %016lx  r8  %016lx  r9  %016lx\n", frame->rsi, frame->rdi,
		  frame->r8, frame->r9);
	log_print("  r10 %016lx  r11 %016lx  r12 %016lx  r13 %016lx\n", frame->r10, frame->r11,
		  frame->r12, frame->r13);
	log_print("  r14 %016lx  r15 %016lx\n", frame->r14, frame->r15);
}

static bool in_image(uint64_t address)
{
	return address >= KERNEL_BASE + COKERNEL_WINDOW_SIZE &&
	       address < KERNEL_BASE + KERNEL_MAPPED - 16;
}

static void record_frame(struct cokernel_crash *crash, const struct frame *frame)
{
	const uint64_t registers[15] = {frame->rax, frame->rbx, frame->rcx, frame->rdx, frame->rsi,
					frame->rdi, frame->rbp, frame->r8,  frame->r9,	frame->r10,
					frame->r11, frame->r12, frame->r13, frame->r14, frame->r15};

	crash->vector = frame->vector;
	crash->error = frame->error;
	crash->rip = frame->rip;
	crash->rsp = frame->rsp;
	crash->rflags = frame->rflags;
	memcpy(crash->registers, registers, sizeof(registers));
}

static void record_reason(struct cokernel_crash *crash, const char *text, va_list arguments)
{
	struct text_sink sink = {{.put = put_text}, crash->reason, COKERNEL_REASON - 1};

	memset(crash->reason, 0, COKERNEL_REASON);
	format(&sink.sink, text, arguments);
}

void log_program_end(const struct frame *frame, uint64_t address, const char *text, ...)
{
	struct cokernel_crash *end = &WINDOW->program_end;
	va_list arguments;

	va_start(arguments, text);
	record_reason(end, text, arguments);
	va_end(arguments);
	record_frame(end, frame);
	end->address = address;
	__asm__ volatile("mov %%cr3, %0" : "=r"(end->cr3));
}

/* The machine stands still until memory and registers have been looked at, and then goes on. */
static void tell_panic(void)
{
	uint16_t port = (uint16_t)WINDOW->panic_port;

	if (port == 0)
		return;
	out8(port, PANICKED);
	for (unsigned int i = 0; i < PANIC_WAIT; i++)
		cpu_relax();
}

_Noreturn void give_up(const struct frame *frame, const char *text, ...)
{
	struct cokernel_crash *crash = &WINDOW->crash;
	uint64_t rbp = (uint64_t)__builtin_frame_address(0);
	va_list arguments;

	interrupts_off();
	va_start(arguments, text);
	record_reason(crash, text, arguments);
	va_end(arguments);
	crash->vector = VECTOR_NONE;
	crash->address = read_cr2();
	__asm__ volatile("mov %%cr3, %0" : "=r"(crash->cr3));
	crash->rip = (uint64_t)__builtin_return_address(0);
	if (frame) {
		record_frame(crash, frame);
		rbp = frame->rbp;
	}
	log_print("snorkel: crash: %s\n  cr2 %016lx  cr3 %016lx  error %lx\n", crash->reason,
		  crash->address, crash->cr3, crash->error);
	if (frame)
		log_registers(frame);
	else
		log_print("  rip %016lx\n", crash->rip);
	for (unsigned int i = 0; i < COKERNEL_BACKTRACE && in_image(rbp) && rbp % 8 == 0; i++) {
		const uint64_t *pair = (const uint64_t *)rbp;

		if (!in_image(pair[1]))
			break;
		crash->backtrace[i] = pair[1];
		log_print("  #%u %lx\n", i, pair[1]);
		rbp = pair[0];
	}
	tell_panic();
	__atomic_store_n(&WINDOW->state, COKERNEL_CRASHED, __ATOMIC_RELEASE);
	mailbox_ring();
	halt_forever();
}
