#include "serial.h"

#include "io.h"

#define PORT		     0x3F8 /* COM1, where every PC has it */
#define DATA		     (PORT + 0)
#define INTERRUPT_ENABLE     (PORT + 1)
#define FIFO_CONTROL	     (PORT + 2)
#define LINE_CONTROL	     (PORT + 3)
#define MODEM_CONTROL	     (PORT + 4)
#define LINE_STATUS	     (PORT + 5)
#define LINE_8N1	     0x03
#define LINE_DIVISOR	     0x80 /* DLAB: DATA and INTERRUPT_ENABLE are the divisor */
#define FIFO_ON_AND_CLEAR    0x07
#define MODEM_READY_AND_IRQ  0x0B /* DTR, RTS, and OUT2, which lets the interrupt out */
#define MODEM_LOOP	     0x10
#define STATUS_RECEIVED	     0x01
#define STATUS_FIFO_EMPTY    0x20
#define INTERRUPT_ON_RECEIVE 0x01
#define FIFO_SIZE	     16

/* A byte that came before the FIFO was switched on, which clears it. */
static uint8_t early;
static bool early_there;

/* The loop keeps the sender back while the FIFO is switched on. */
static void keep_early_byte(void)
{
	out8(MODEM_CONTROL, MODEM_LOOP);
	if (in8(LINE_STATUS) & STATUS_RECEIVED) {
		early = in8(DATA);
		early_there = true;
	}
}

void serial_init(void)
{
	out8(INTERRUPT_ENABLE, 0);
	out8(LINE_CONTROL, LINE_DIVISOR);
	out8(DATA, 1); /* 115200 / 1 baud */
	out8(INTERRUPT_ENABLE, 0);
	out8(LINE_CONTROL, LINE_8N1);
	keep_early_byte();
	out8(FIFO_CONTROL, FIFO_ON_AND_CLEAR);
	out8(MODEM_CONTROL, MODEM_READY_AND_IRQ);
}

void serial_listen(void)
{
	out8(INTERRUPT_ENABLE, INTERRUPT_ON_RECEIVE);
}

/* An empty FIFO takes 16 bytes at once: one look at the status for all of them. */
void serial_write(const uint8_t *bytes, size_t count)
{
	while (count > 0) {
		size_t burst = count < FIFO_SIZE ? count : FIFO_SIZE;

		while (!(in8(LINE_STATUS) & STATUS_FIFO_EMPTY))
			cpu_relax();
		count -= burst;
		while (burst-- > 0)
			out8(DATA, *bytes++);
	}
}

bool serial_read(uint8_t *byte)
{
	if (early_there) {
		early_there = false;
		*byte = early;
		return true;
	}
	if (!(in8(LINE_STATUS) & STATUS_RECEIVED))
		return false;
	*byte = in8(DATA);
	return true;
}
