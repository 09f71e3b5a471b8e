/** NetworkManager's connection profiles. */
package vfnet.interop.keyfile;
