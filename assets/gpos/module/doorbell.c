// SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
/*
 * An interrupt of Linux's that the co-kernel sends. Its vector comes from the same allocator as a
 * device's message (MSI), so that nobody else has it; Linux may move it to another processor, and
 * the window says then where it is.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/uaccess.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>
#include <asm/irqdomain.h>

#include "claim.h"

static struct irq_domain *domain;
static struct fwnode_handle *node;

static void publish(struct claim *claim, struct irq_data *data)
{
	const struct irq_cfg *cfg = irqd_cfg(data);

	WRITE_ONCE(claim->window->doorbell.destination, cfg->dest_apicid);
	WRITE_ONCE(claim->window->doorbell.command,
		   APIC_DM_FIXED | cfg->vector |
			   (apic->dest_mode_logical ? APIC_DEST_LOGICAL : APIC_DEST_PHYSICAL));
}

static int set_affinity(struct irq_data *data, const struct cpumask *mask, bool force)
{
	int result = irq_chip_set_affinity_parent(data, mask, force);

	if (result >= 0 && data->chip_data)
		publish(data->chip_data, data);
	return result;
}

static struct irq_chip chip = {
	.name = "cokernel",
	.irq_ack = irq_chip_ack_parent,
	.irq_set_affinity = set_affinity,
	.flags = IRQCHIP_SKIP_SET_WAKE,
};

static int alloc(struct irq_domain *own, unsigned int irq, unsigned int count, void *argument)
{
	int error = irq_domain_alloc_irqs_parent(own, irq, count, argument);

	if (error < 0)
		return error;
	irq_domain_set_info(own, irq, irq, &chip, NULL, handle_edge_irq, NULL, "edge");
	return 0;
}

static const struct irq_domain_ops domain_operations = {
	.alloc = alloc,
	.free = irq_domain_free_irqs_common,
};

int doorbell_init(void)
{
	node = irq_domain_alloc_named_fwnode("cokernel");
	if (!node)
		return -ENOMEM;
	domain = irq_domain_create_hierarchy(x86_vector_domain, 0, 0, node, &domain_operations,
					     NULL);
	if (!domain) {
		irq_domain_free_fwnode(node);
		return -ENOMEM;
	}
	return 0;
}

void doorbell_exit(void)
{
	irq_domain_remove(domain);
	irq_domain_free_fwnode(node);
}

static irqreturn_t rang(int irq, void *argument)
{
	struct claim *claim = argument;

	atomic_inc(&claim->rings);
	wake_up_all(&claim->waiters);
	return IRQ_HANDLED;
}

int doorbell_install(struct claim *claim)
{
	struct irq_alloc_info info = {};
	int irq = irq_domain_alloc_irqs(domain, 1, NUMA_NO_NODE, &info);
	int error;

	if (irq < 0)
		return irq;
	claim->irq = irq;
	error = request_irq(irq, rang, 0, "cokernel", claim);
	if (error) {
		irq_dispose_mapping(irq);
		return error;
	}
	irq_get_irq_data(irq)->chip_data = claim;
	publish(claim, irq_get_irq_data(irq));
	return 0;
}

void doorbell_remove(struct claim *claim)
{
	irq_get_irq_data(claim->irq)->chip_data = NULL;
	free_irq(claim->irq, claim);
	irq_dispose_mapping(claim->irq);
}

int doorbell_wait(struct claim *claim, u32 __user *seen)
{
	u32 before;

	if (get_user(before, seen))
		return -EFAULT;
	if (wait_event_interruptible(claim->waiters, (u32)atomic_read(&claim->rings) != before))
		return -EINTR;
	return put_user((u32)atomic_read(&claim->rings), seen);
}
