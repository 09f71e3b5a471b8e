/** netplan's YAML. */
package vfnet.interop.netplan;
