/** Management controllers: IPMI through ipmitool, and Redfish over HTTP. */
package dev.diver.node.bmc;
