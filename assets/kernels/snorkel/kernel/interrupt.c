#include "interrupt.h"

#include "apic.h"
#include "console.h"
#include "cpu.h"
#include "exception.h"
#include "io.h"
#include "smp.h"
#include "timer.h"

#define SELECTOR_CODE64 0x18
#define GATE_INTERRUPT	0x8E /* present, ring 0, 64-bit interrupt gate */
#define STUB_SIZE	16   /* boot/interrupt.S */
#define VECTOR_COUNT	256
#define PIC1		0x20
#define PIC2		0xA0
#define PIC_INIT	0x11 /* ICW1 with ICW4: Intel 8259A data sheet */
#define PIC_VECTOR	0x20
#define PIC_8086	0x01
#define PIC_MASK_ALL	0xFF

struct gate {
	uint16_t offset_low;
	uint16_t selector;
	uint8_t ist;
	uint8_t type;
	uint16_t offset_middle;
	uint32_t offset_high;
	uint32_t reserved;
};

_Static_assert(sizeof(struct gate) == 16, "SDM volume 3, figure 6-8");

extern char interrupt_stubs[];

static struct gate gates[VECTOR_COUNT];

static uint8_t stack_of(unsigned int vector)
{
	if (vector == EXCEPTION_DOUBLE)
		return IST_DOUBLE_FAULT;
	if (vector == EXCEPTION_NMI)
		return IST_NMI;
	return vector < EXCEPTION_COUNT ? IST_EXCEPTION : IST_INTERRUPT;
}

/* Moved away from the exceptions' vectors, then masked: even a masked 8259 can raise a spurious
 * one. */
static void silence_8259(void)
{
	out8(PIC1, PIC_INIT);
	out8(PIC2, PIC_INIT);
	out8(PIC1 + 1, PIC_VECTOR);
	out8(PIC2 + 1, PIC_VECTOR + 8);
	out8(PIC1 + 1, 4);
	out8(PIC2 + 1, 2);
	out8(PIC1 + 1, PIC_8086);
	out8(PIC2 + 1, PIC_8086);
	out8(PIC1 + 1, PIC_MASK_ALL);
	out8(PIC2 + 1, PIC_MASK_ALL);
}

void interrupt_init(void)
{
	for (unsigned int vector = 0; vector < VECTOR_COUNT; vector++) {
		uint64_t stub = (uint64_t)interrupt_stubs + vector * STUB_SIZE;

		gates[vector] = (struct gate){
			.offset_low = (uint16_t)stub,
			.selector = SELECTOR_CODE64,
			.ist = stack_of(vector),
			.type = GATE_INTERRUPT,
			.offset_middle = (uint16_t)(stub >> 16),
			.offset_high = (uint32_t)(stub >> 32),
		};
	}
	silence_8259();
}

void interrupt_load(void)
{
	struct {
		uint16_t limit;
		uint64_t base;
	} __attribute__((packed)) idtr = {sizeof(gates) - 1, (uint64_t)gates};

	__asm__ volatile("lidt %0" ::"m"(idtr));
}

/* Called by boot/interrupt.S with interrupts off. */
void interrupt_dispatch(struct frame *frame);

void interrupt_dispatch(struct frame *frame)
{
	if (frame->vector < EXCEPTION_COUNT)
		exception_report(frame);
	switch (frame->vector) {
	case TIMER_VECTOR:
		apic_end();
		timer_interrupt();
		break;
	case CONSOLE_VECTOR:
		console_interrupt();
		apic_end();
		break;
	case SMP_VECTOR:
		apic_end();
		break;
	default:
		/* Spurious (SDM volume 3, 10.9): must not be acknowledged. */
		break;
	}
}
