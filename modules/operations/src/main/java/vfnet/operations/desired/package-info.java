/** What somebody asks for, and how the VFs of a port are then to be. */
package vfnet.operations.desired;
