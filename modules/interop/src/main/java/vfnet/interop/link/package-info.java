/** The .link and .network files of systemd. */
package vfnet.interop.link;
