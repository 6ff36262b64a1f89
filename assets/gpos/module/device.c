// SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
/* /dev/cokernel: see <diver/cokernel_device.h>. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "claim.h"

static int device_open(struct inode *inode, struct file *file)
{
	struct claim *claim;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	claim = kzalloc(sizeof(*claim), GFP_KERNEL);
	if (!claim)
		return -ENOMEM;
	INIT_LIST_HEAD(&claim->list);
	mutex_init(&claim->lock);
	mutex_init(&claim->fault_lock);
	init_waitqueue_head(&claim->waiters);
	claim->file = file;
	file->private_data = claim;
	return 0;
}

static int device_release(struct inode *inode, struct file *file)
{
	struct claim *claim = file->private_data;

	if (claim->claimed) {
		processor_park(claim);
		doorbell_remove(claim);
		region_release(claim);
	}
	kfree(claim);
	return 0;
}

static long claim_region(struct claim *claim, const void __user *argument)
{
	struct cokernel_claim wanted;
	int error;

	if (copy_from_user(&wanted, argument, sizeof(wanted)))
		return -EFAULT;
	if (claim->claimed)
		return -EBUSY;
	error = region_claim(claim, &wanted);
	if (error)
		return error;
	error = doorbell_install(claim);
	if (error)
		region_release(claim);
	return error;
}

/*
 * Pages that are there already, from the program before, are not written again: an emulator
 * translates the code of a page anew once it was written.
 */
static int copy_changed(void *to, const void __user *from, size_t size)
{
	void *page = (void *)__get_free_page(GFP_KERNEL);
	size_t done, part;
	int error = page ? 0 : -ENOMEM;

	for (done = 0; !error && done < size; done += part) {
		part = min_t(size_t, size - done, PAGE_SIZE);
		if (copy_from_user(page, from + done, part))
			error = -EFAULT;
		else if (memcmp(to + done, page, part))
			memcpy(to + done, page, part);
	}
	free_page((unsigned long)page);
	return error;
}

static long load(struct claim *claim, const void __user *argument)
{
	struct cokernel_load load;
	int error;

	if (copy_from_user(&load, argument, sizeof(load)))
		return -EFAULT;
	if (!claim->claimed || claim->running)
		return -EBUSY;
	if (load.offset < COKERNEL_WINDOW_SIZE || load.offset > claim->size ||
	    load.size > claim->size - load.offset || load.count > load.size)
		return -EINVAL;
	error = copy_changed(claim->memory + load.offset, u64_to_user_ptr(load.bytes), load.count);
	if (error)
		return error;
	memset(claim->memory + load.offset + load.count, 0, load.size - load.count);
	if (claim->window->image_size < load.offset + load.size - COKERNEL_WINDOW_SIZE)
		claim->window->image_size = load.offset + load.size - COKERNEL_WINDOW_SIZE;
	return 0;
}

static long boot(struct claim *claim, const void __user *argument)
{
	u64 entry;

	if (copy_from_user(&entry, argument, sizeof(entry)))
		return -EFAULT;
	if (!claim->claimed || claim->running)
		return -EBUSY;
	if (entry < COKERNEL_WINDOW_SIZE || entry >= claim->size)
		return -EINVAL;
	return processor_boot(claim, entry);
}

static long unmap(struct claim *claim, const void __user *argument)
{
	struct cokernel_range range;

	if (copy_from_user(&range, argument, sizeof(range)))
		return -EFAULT;
	if (range.start < COKERNEL_PROGRAM_START || range.start > COKERNEL_PROGRAM_END ||
	    range.size > COKERNEL_PROGRAM_END - range.start)
		return -EINVAL;
	if (range.size)
		unmap_mapping_range(claim->mapping, COKERNEL_MAP_PROGRAM + range.start, range.size,
				    1);
	return 0;
}

static long device_ioctl(struct file *file, unsigned int command, unsigned long value)
{
	struct claim *claim = file->private_data;
	const void __user *argument = (const void __user *)value;
	long result;

	/* The frequent ones first, and without the lock: they touch what does not change. */
	if (command == COKERNEL_WAIT || command == COKERNEL_KICK || command == COKERNEL_UNMAP) {
		if (!READ_ONCE(claim->claimed))
			return -ENXIO;
		if (command == COKERNEL_WAIT)
			return doorbell_wait(claim, (u32 __user *)value);
		if (command == COKERNEL_UNMAP)
			return unmap(claim, argument);
		processor_kick(claim);
		return 0;
	}
	if (mutex_lock_interruptible(&claim->lock))
		return -EINTR;
	switch (command) {
	case COKERNEL_CLAIM:
		result = claim_region(claim, argument);
		break;
	case COKERNEL_LOAD:
		result = load(claim, argument);
		break;
	case COKERNEL_BOOT:
		result = boot(claim, argument);
		break;
	case COKERNEL_STOP:
		result = 0;
		if (claim->claimed)
			processor_park(claim);
		break;
	default:
		result = -ENOTTY;
	}
	mutex_unlock(&claim->lock);
	return result;
}

static int device_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct claim *claim = file->private_data;

	if (!READ_ONCE(claim->claimed))
		return -ENXIO;
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	claim->mapping = file->f_mapping;
	if (vma->vm_pgoff == COKERNEL_MAP_WINDOW >> PAGE_SHIFT)
		return mapping_window(claim, vma);
	return mapping_program(claim, vma);
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.open = device_open,
	.release = device_release,
	.unlocked_ioctl = device_ioctl,
	.mmap = device_mmap,
	.llseek = noop_llseek,
};

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "cokernel",
	.mode = 0600,
	.fops = &operations,
};

static int __init cokernel_init(void)
{
	int error = processor_init();

	if (error)
		return error;
	error = doorbell_init();
	if (!error) {
		error = misc_register(&device);
		if (error)
			doorbell_exit();
	}
	if (error)
		processor_exit();
	return error;
}

static void __exit cokernel_exit(void)
{
	misc_deregister(&device);
	doorbell_exit();
	processor_exit();
}

module_init(cokernel_init);
module_exit(cokernel_exit);

MODULE_LICENSE("Dual BSD/GPL");
MODULE_DESCRIPTION("Runs a co-kernel on a processor and memory that Linux does not use");
