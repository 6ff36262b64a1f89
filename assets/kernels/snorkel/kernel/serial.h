/* The first 16550 serial port. National Semiconductor PC16550D data sheet, section 8. */
#ifndef KERNEL_SERIAL_H
#define KERNEL_SERIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 115200 baud, 8N1, FIFOs on, interrupts off. */
void serial_init(void);

/* Received bytes raise IRQ 4 from now on. */
void serial_listen(void);

void serial_write(const uint8_t *bytes, size_t count);

/* Takes one received byte, false where there is none. */
bool serial_read(uint8_t *byte);

#endif
