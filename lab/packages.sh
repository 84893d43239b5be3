# Debian packages of any suite and architecture, fetched and unpacked as any user; nothing is installed. Sourced.
#
# cache   the folder for all that is fetched

# The mirror that this machine's own apt uses, unless LAB_MIRROR names one.
mirror() {
    if [ -n "${LAB_MIRROR:-}" ]; then
        echo "$LAB_MIRROR"
        return
    fi
    apt-get indextargets --format '$(ORIGIN) $(SUITE) $(REPO_URI)' 'Created-By: Packages' |
        sed -n '/-security/d; /-updates/d; s/^Debian [^ ]* //p' | head -n 1
}

# apt_of INDEX ARCHITECTURE PROGRAM ARGUMENT...: apt-get or apt-cache over an index of our own
apt_of() {
    index=$cache/index-$1-$2
    of_architecture=$2
    program=$3
    shift 3
    "$program" -o Dir::Etc::sourcelist="$index/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State="$index" -o Dir::State::status="$index/status" -o Dir::Cache="$index/cache" \
        -o APT::Architecture="$of_architecture" -o APT::Architectures::="$of_architecture" \
        -o APT::Sandbox::User= -o Debug::NoLocking=1 -o Acquire::Languages=none "$@"
}

# read_index NAME ARCHITECTURE SUITE...: once a day
read_index() {
    folder=$cache/index-$1-$2
    name=$1
    architecture=$2
    shift 2
    if [ -n "$(find "$folder/read" -mtime -1 2>/dev/null)" ]; then
        return
    fi
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
    : >"$folder/status"
    for suite; do
        echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) $suite main"
    done >"$folder/sources.list"
    apt_of "$name" "$architecture" apt-get -qq update
    touch "$folder/read"
}

# needed INDEX ARCHITECTURE PACKAGE...: the names of these and all they depend on
needed() {
    of=$1
    for_architecture=$2
    shift 2
    LC_ALL=C apt_of "$of" "$for_architecture" apt-get install --simulate --no-install-recommends "$@" |
        sed -n 's/^Inst \([^ ]*\) .*/\1/p'
}

# unpack INDEX ARCHITECTURE FOLDER PACKAGE...: just these, into a folder that is there complete or not at all
unpack() {
    from=$1
    unpack_architecture=$2
    into=$3
    shift 3
    [ ! -d "$into" ] || return 0
    rm -rf "$into.part"
    mkdir -p "$into.part/root" "$into.part/deb"
    (cd "$into.part/deb" && apt_of "$from" "$unpack_architecture" apt-get -qq download "$@")
    for package in "$into.part/deb"/*.deb; do
        dpkg-deb -x "$package" "$into.part/root"
    done
    (cd "$into.part/deb" && ls) >"$into.part/root.packages"
    mv "$into.part/root.packages" "$into.packages"
    mv "$into.part/root" "$into"
    rm -rf "$into.part"
}

# own_programs FOLDER PACKAGE...: what of these and their needs this machine has not installed, for this machine to run;
# sets PATH and library_path for them
own_programs() {
    programs=$1
    shift
    if [ ! -d "$programs" ]; then
        command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
        rm -rf "$programs.part"
        mkdir -p "$programs.part/deb" "$programs.part/root"
        apt="apt-get -qq -o APT::Sandbox::User="
        # shellcheck disable=SC2086
        if ! LC_ALL=C $apt install --simulate --no-install-recommends "$@" >"$programs.part/plan" 2>&1; then
            own=$programs.part/apt
            mkdir -p "$own/lists/partial" "$own/cache/archives/partial"
            apt="$apt -o Dir::State=$own -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache=$own/cache -o Debug::NoLocking=1"
            $apt update || return 1
            LC_ALL=C $apt install --simulate --no-install-recommends "$@" >"$programs.part/plan" || return 1
        fi
        # shellcheck disable=SC2046,SC2086
        (cd "$programs.part/deb" && $apt download $(sed -n 's/^Inst \([^ ]*\) .*/\1/p' "$programs.part/plan")) ||
            return 1
        for package in "$programs.part/deb"/*.deb; do
            dpkg-deb -x "$package" "$programs.part/root" || return 1
        done
        mv "$programs.part/root" "$programs"
        rm -rf "$programs.part"
    fi
    PATH=$programs/usr/bin:$programs/bin:$programs/usr/sbin:$programs/sbin:$PATH
    # Those of this machine's kind only: a cross-compiler brings the other's.
    library_path=$(find "$programs/lib" "$programs/usr/lib" -path "*/gcc-cross/*" -prune -o -name 'lib*.so*' -printf '%h\n' 2>/dev/null |
        sort -u | tr '\n' ':')
}
