# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/release: builds a package for dpkg from the image and packaging/deb. One image always gives
# the same bytes.
# shellcheck shell=bash disable=SC2154

deb_sources=packaging/deb
deb_compression=(-Zxz)

# The newest version of the C library's symbols that the Java runtime uses. $1: the image.
deb_glibc() {
    grep -aohrE 'GLIBC_2\.[0-9]+' "$1/bin/java" "$1/lib" --include=java --include='*.so' | sort -uV | tail -1
}

# The system libraries that the Java runtime is linked with, which depend on the JDK.
deb_depends() {
    local tree=$1 libc
    libc=$(deb_glibc "$tree")
    echo -n "libc6 (>= ${libc#GLIBC_})"
    deb_depends_on "$tree" 'libz.so.1' zlib1g
    deb_depends_on "$tree" 'libgcc_s.so.1' libgcc-s1
    deb_depends_on "$tree" 'libstdc++.so.6' libstdc++6
}

deb_depends_on() {
    ! grep -aqrF "$2" "$1/lib" --include='*.so' || echo -n ", $3"
}

# Debian's changelog is that of the package; CHANGELOG.md is that of the program.
deb_changelog() {
    printf 'vfnet (%s) unstable; urgency=medium\n\n  * vfnet %s; see changelog.gz for what is new.\n\n -- %s  %s\n' \
        "$1" "$version" "$(sed -n 's/^Maintainer: //p' "$deb_sources/control")" "$(LC_ALL=C date -Ru -d "$built")"
}

# What every package has. $1: the tree.
furnish_tree() {
    local tree=$1 doc=$1/usr/share/doc/vfnet
    mkdir -p "$tree"/usr/{bin,lib} "$doc"
    cp -a "$image" "$tree/usr/lib/vfnet"
    mv "$tree/usr/lib/vfnet/legal" "$doc/legal"
    "${host_image:-$image}/bin/java" -m vfnet.cli/vfnet.cli.PackageFiles "$tree"
    gzip -9n "$tree"/usr/share/man/man[58]/*.[58]
    ln -s ../lib/vfnet/bin/vfnet "$tree/usr/bin/vfnet"
    cp -R README.md SECURITY.md docs "$doc/"
    gzip -9n <CHANGELOG.md >"$doc/changelog.gz"
}

# The licences of libraries that are not among Debian's common ones are written out.
deb_copyright() {
    local line
    while IFS= read -r line; do
        case $line in
            @EXPAT@) sed 's/^[[:space:]]*$/./; s/^/ /' jlink/notices/ascii-table/LICENSE ;;
            @ISC@) sed 's/^[[:space:]]*$/./; s/^/ /' jlink/notices/jbcrypt/LICENSE ;;
            @BSD@) sed 's/^[[:space:]]*$/./; s/^/ /' jlink/notices/jline/LICENSE ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <"$deb_sources/copyright"
}

# $1: the tree; $2: the package's version.
furnish_deb() {
    local tree=$1 doc=$1/usr/share/doc/vfnet
    furnish_tree "$tree"
    mkdir -p "$tree/usr/share/lintian/overrides"
    deb_changelog "$2" | gzip -9n >"$doc/changelog.Debian.gz"
    deb_copyright >"$doc/copyright"
    cp "$deb_sources/lintian-overrides" "$tree/usr/share/lintian/overrides/vfnet"
}

# $1: the tree; $2: the package's version; $3: Debian's name of the architecture.
control_deb() {
    local control=$1/DEBIAN script cache=shipped
    [ -e "$1/usr/lib/vfnet/lib/vfnet.aot" ] || cache=generated
    mkdir "$control"
    for script in preinst postinst prerm postrm; do
        sed "s/@CACHE@/$cache/" "$deb_sources/$script" >"$control/$script"
        chmod 755 "$control/$script"
    done
    (cd "$1" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    sed -e "s|@VERSION@|$2|; s|@ARCHITECTURE@|$3|; s|@SIZE@|$(du -k --apparent-size -s "$1/usr" | cut -f1)|" \
        -e "s|@DEPENDS@|$(deb_depends "$1/usr/lib/vfnet")|" "$deb_sources/control" >"$control/control"
}

# Writes the package to $release, and its name to $deb. Where $image is for another processor, $host_image is not, and
# $deb_architecture is Debian's name of that processor. $1: its revision. What comes before a release sorts before it.
make_deb() {
    local tree=$release/deb architecture=${deb_architecture:-$(dpkg --print-architecture)}
    local package_version=${version/-SNAPSHOT/\~SNAPSHOT}-$1
    deb=vfnet_${package_version}_$architecture.deb
    furnish_deb "$tree" "$package_version"
    control_deb "$tree" "$package_version" "$architecture"
    chmod -R u+w,go-w,a+rX "$tree"
    find "$tree" -exec touch --no-dereference --date="$built" {} +
    SOURCE_DATE_EPOCH=$(date +%s -d "$built") DPKG_DEB_THREADS_MAX=1 \
        dpkg-deb --root-owner-group "${deb_compression[@]}" --build "$tree" "$release/$deb" >/dev/null
    rm -rf "$tree"
}
