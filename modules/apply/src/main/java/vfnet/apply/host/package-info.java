/** The kernel that we run on. */
package vfnet.apply.host;
