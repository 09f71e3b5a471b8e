# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/release: makes of the image a package for Fedora, RHEL and SUSE, from the text in packaging/rpm and the
# tree that deb.sh furnishes. One image always gives the same bytes.
# shellcheck shell=bash disable=SC2154

rpm_sources=packaging/rpm
rpm_payload=w6.xzdio

# What the Java runtime is linked with, as rpm names it. $1: the image.
rpm_requires() {
    local library
    echo "Requires: libc.so.6($(deb_glibc "$1"))(64bit)"
    for library in libz.so.1 libgcc_s.so.1 libstdc++.so.6; do
        ! grep -aqrF "$library" "$1/lib" --include='*.so' || echo "Requires: $library()(64bit)"
    done
}

# Fedora looks for zsh's completions elsewhere, and has no changelog and no copyright of Debian. $1: the tree.
furnish_rpm() {
    local share=$1/usr/share
    furnish_tree "$1"
    mkdir -p "$share/zsh/site-functions" "$1/usr/lib/systemd/system-preset"
    mv "$share/zsh/vendor-completions/_vfnet" "$share/zsh/site-functions/_vfnet"
    rmdir "$share/zsh/vendor-completions"
    cp "$rpm_sources/80-vfnet.preset" "$1/usr/lib/systemd/system-preset/"
    cp jlink/notices/vfnet/COPYING LICENSE "$share/doc/vfnet/"
}

# Every file, and the folders that are vfnet's alone. $1: the tree.
rpm_files() {
    (
        cd "$1" || exit
        find usr \( -type f -o -type l \) -printf '"/%p"\n'
        find usr/lib/vfnet usr/share/doc/vfnet -type d -printf '%%dir "/%p"\n'
    ) | LC_ALL=C sort
}

# The functions of prerm that wait until no process runs from the image.
rpm_wait() {
    sed -n '/^image=/p; /^timeout=/p; /^user() {/,/^}/p; /^wait_for_its_end() {/,/^}/p' "$deb_sources/prerm"
}

# Each package makes its own cache, where it ships none. $1: the image.
rpm_cache() {
    [ ! -e "$1/lib/vfnet.aot" ] || return 0
    cat <<'POST'
rm -rf /usr/lib/vfnet/lib/vfnet.aot /usr/lib/vfnet/lib/vfnet.aot.new
echo "vfnet: making the start-up cache for this machine, which takes some seconds"
env -i LC_ALL=C.UTF-8 /usr/lib/vfnet/bin/java -m vfnet.cli/vfnet.cli.MakeCache ||
    echo "vfnet: the start-up cache could not be made, so every command takes longer; reinstall vfnet to try again" >&2
POST
}

# A line of the spec that is a name is replaced by a text. $1: the name; the text is read.
fill_in() {
    cat >"$release/$1"
    sed -i -e "/^ *@$1@\$/{" -e "r $release/$1" -e 'd}' "$release/vfnet.spec"
    rm "$release/$1"
}

# Leaves the package in $release, and its name in $rpm. Where $image is for another processor, $host_image is not.
# $1: the processor.
make_rpm() {
    local absolute tree=$release/tree image_in_tree=$release/tree/usr/lib/vfnet package_version=${version/-SNAPSHOT/\~SNAPSHOT}
    absolute=$(realpath "$release")
    rpm=vfnet-$package_version-1.$1.rpm
    furnish_rpm "$tree"
    chmod -R u+w,go-w,a+rX "$tree"
    find "$tree" -exec touch --no-dereference --date="$built" {} +
    rpm_files "$tree" >"$release/files"
    sed -e "s|@VERSION@|$package_version|; s|@TREE@|$absolute/tree|; s|@FILES@|$absolute/files|" \
        "$rpm_sources/vfnet.spec" >"$release/vfnet.spec"
    rpm_requires "$image_in_tree" | fill_in REQUIRES
    rpm_wait | fill_in WAIT
    rpm_cache "$image_in_tree" | fill_in CACHE
    { [ -e "$image_in_tree/lib/vfnet.aot" ] || echo '    rm -rf /usr/lib/vfnet/lib/vfnet.aot'; } | fill_in REMOVE_CACHE
    SOURCE_DATE_EPOCH=$(date +%s -d "$built") rpmbuild -bb --quiet --target "$1-linux" --define "_topdir $absolute/rpmbuild" \
        --define "_binary_payload $rpm_payload" --define '_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm' \
        "$release/vfnet.spec" >"$release/rpmbuild.log" 2>&1 || {
        sed 's/^/  /' "$release/rpmbuild.log" >&2
        fail "rpmbuild failed; its output is above"
    }
    mv "$release/rpmbuild/RPMS/$rpm" "$release/"
    rm -rf "$tree" "$release"/{rpmbuild,files,vfnet.spec,rpmbuild.log}
}
