/** Who uses a function: one search for each kind of use. */
package vfnet.discovery.usage;
