/* The program's page tables. */
#ifndef COKERNEL_SPACE_H
#define COKERNEL_SPACE_H

#include <stdbool.h>
#include <stdint.h>

#define ENTRY_PRESENT 0x01ULL /* SDM volume 3, table 4-20 */
#define ENTRY_WRITE   0x02ULL
#define ENTRY_USER    0x04ULL
#define ENTRY_NX      (1ULL << 63)
#define ENTRY_ADDRESS 0x000FFFFFFFFFF000ULL

/* PROT_* of Linux */
#define PROTECT_READ	1U
#define PROTECT_WRITE	2U
#define PROTECT_EXECUTE 4U

/* The entry of that page; NULL where its table is not there, or cannot be made. */
uint64_t *space_entry(uint64_t address, bool make);

/* The bits of an entry for that protection; not present for none at all. */
uint64_t space_bits(unsigned int protection);

typedef void (*space_visitor)(uint64_t address, uint64_t *entry, void *argument);

/* Calls for each entry of [start, end) that is not zero; the visitor may change it. */
void space_visit(uint64_t start, uint64_t end, space_visitor visitor, void *argument);

void space_flush(uint64_t address);

#endif
