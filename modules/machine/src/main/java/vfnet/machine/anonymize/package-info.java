/** Replaces the addresses of a snapshot. */
package vfnet.machine.anonymize;
