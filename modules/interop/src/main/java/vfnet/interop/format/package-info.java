/** What the formats have in common: names, patterns, and what a format cannot express. */
package vfnet.interop.format;
