# What the scenarios of containers, packages and security modules need beside the machine's own programs. Sourced by run,
# whose variables it uses. The machine of one security module (security.sh) has that one's instead.

more_packages='runc crun bubblewrap apt keyutils openssl ima-evm-utils'
# These without what they depend on for a service that nothing starts here.
lone_packages='logrotate libpopt0'
more_name=software

fetch_software() {
    names=$work/packages
    # shellcheck disable=SC2086
    needed "$user" "$arch" $guest_packages $more_packages | sort >"$names.needed"
    sed 's/_.*//' "$guest_root.packages" | sort >"$names.there"
    # shellcheck disable=SC2046,SC2086
    unpack "$user" "$arch" "$guest_root-$more_name" $(comm -23 "$names.needed" "$names.there") $lone_packages
}

# Into the machine's root, before its folders are merged.
add_software() {
    cp -al "$guest_root-$more_name/." "$work/root/"
}
