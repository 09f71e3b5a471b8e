/** What outlives a run: records in {@code /run/vfnet}. */
package vfnet.apply.state;
