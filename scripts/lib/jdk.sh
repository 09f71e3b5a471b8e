# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by java.sh: where no JDK is installed, a private one in the user's cache. Nothing is installed, root is not needed.
# shellcheck shell=bash disable=SC2154

jdk_cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/vfnet/jdk
ca_certificates=/etc/ssl/certs/ca-certificates.crt

megabytes() {
    echo "$((($1 + 999999) / 1000000)) MB"
}

# Another script may be about to do the same.
provision_jdk() {
    mkdir -p "$jdk_cache" || fail "no JDK $required_jdk found, and none can be put into $jdk_cache"
    exec 8>"$jdk_cache/.lock"
    flock 8
    if ! find_installed_jdk; then
        local fresh=$jdk_cache/.new
        rm -rf "$fresh"
        mkdir "$fresh"
        provide_jdk "$fresh"
        rm -rf "$fresh"
        find_installed_jdk || fail "no JDK $required_jdk in $jdk_cache after all; set JAVA_HOME"
        say "JDK $required_jdk is in $JAVA_HOME; delete $jdk_cache to be rid of it"
    fi
    exec 8>&-
}

# $1: a new folder on the file system of the cache.
provide_jdk() {
    unpack_debian_jdk "$1" || unpack_temurin "$1" || {
        rm -rf "$1"
        fail "no JDK $required_jdk found, and none could be fetched. Debian 13, Ubuntu: apt-get install openjdk-$required_jdk-jdk-headless." \
            "Others: temurin-$required_jdk-jdk as https://adoptium.net/installation/linux describes. Or set JAVA_HOME"
    }
    trust_the_certificates_of_this_machine "$1"
    local version
    version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/jdk/release")
    mv "$1/jdk" "$jdk_cache/$version"
}

# The archive of this machine's own distribution, by apt's lists, else by new ones of our own.
unpack_debian_jdk() {
    local packages=("openjdk-$required_jdk-jdk-headless" "openjdk-$required_jdk-jre-headless") archives options
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
    [ -r "$ca_certificates" ] || packages+=(ca-certificates)
    options=(-o APT::Sandbox::User=root)
    if ! archives=$(apt-get "${options[@]}" download --print-uris "${packages[@]}" 2>/dev/null); then
        mkdir -p "$1/lists/partial"
        options+=(-o "Dir::State::lists=$1/lists" -o Acquire::Languages=none)
        say "no JDK $required_jdk found; asking the package archive for one"
        apt-get "${options[@]}" update >"$1/update.log" 2>&1 || sed 's/^/  /' "$1/update.log" >&2
        archives=$(apt-get "${options[@]}" download --print-uris "${packages[@]}" 2>/dev/null) || return 1
    fi
    say "no JDK $required_jdk found; fetching ${packages[*]}, $(megabytes "$(awk '{ sum += $3 } END { print sum }' <<<"$archives")")," \
        "into $jdk_cache; nothing is installed"
    (cd "$1" && apt-get "${options[@]}" download "${packages[@]}" >&2) || return 1
    say "unpacking"
    local package
    for package in "$1"/*.deb; do
        dpkg -x "$package" "$1/root" || return 1
        rm "$package"
    done
    mv "$1"/root/usr/lib/jvm/java-"$required_jdk"-openjdk-* "$1/jdk"
    take_along_linked_files "$1/jdk" "$1/root"
    "$1/jdk/bin/java" -version >"$1/java.log" 2>&1 || {
        sed 's/^/  /' "$1/java.log" >&2
        return 1
    }
}

# The package's configuration is in /etc, and links lead there. $1: the JDK; $2: the root that its package was unpacked in.
take_along_linked_files() {
    local link target
    while read -r link; do
        target=$(readlink "$link")
        [[ $target == /* && -e $2$target ]] || continue
        rm "$link"
        cp -RL "$2$target" "$link"
    done < <(find "$1" -type l)
}

# Pinned: an archive with another checksum is not unpacked.
unpack_temurin() {
    local machine url checksum found=
    while read -r machine url checksum; do
        [ "$machine" != "$(uname -m)" ] || { found=$machine; break; }
    done <scripts/lib/temurin
    [ -n "$found" ] || return 1
    say "no JDK $required_jdk found, and none in this system's package archive; fetching Eclipse Temurin, about 140 MB, into $jdk_cache:" "$url"
    fetch "$url" "$1/jdk.tar.gz" "$checksum" || return 1
    echo "$checksum  $1/jdk.tar.gz" | sha256sum --check --quiet >&2 || return 1
    say "unpacking"
    rm -rf "$1/jdk"
    mkdir "$1/jdk"
    tar --extract --gzip --file "$1/jdk.tar.gz" --directory "$1/jdk" --strip-components 1
}

# apt's own helper exists even without curl and wget. $1: URL; $2: file; $3: SHA-256.
fetch() {
    if [ -x /usr/lib/apt/apt-helper ]; then
        /usr/lib/apt/apt-helper -o APT::Sandbox::User=root download-file "$1" "$2" "SHA256:$3" >&2
    elif command -v curl >/dev/null; then
        curl --fail --location --progress-bar --output "$2" "$1"
    elif command -v wget >/dev/null; then
        wget --output-document="$2" "$1"
    else
        say "neither apt, curl nor wget is there to fetch it"
        return 1
    fi
}

# Debian's package leaves the trust store to another package, and only the machine knows a company's own authority.
trust_the_certificates_of_this_machine() {
    local pem=$1/certificates.pem store=$1/jdk/lib/security/cacerts
    if [ -r "$ca_certificates" ]; then
        cp "$ca_certificates" "$pem"
    else
        cat "$1"/root/usr/share/ca-certificates/mozilla/*.crt >"$pem" 2>/dev/null || return 0
    fi
    rm -f "$store"
    "$1/jdk/bin/java" scripts/lib/TrustStore.java "$pem" "$store" || fail "the trust store $store could not be written"
}
