/** Changes of the saved configuration, as transactions: lock, load, plan, save. */
package vfnet.operations.configuration;
