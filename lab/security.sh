# The machines that one security module has for itself: what each needs beside the usual one's programs, how its kernel is
# started, and what is done to its root. Sourced by run, whose variables it uses.
#
#   guest/security/NAME/start      what init does before anything is recorded, if there is anything
#   guest/security/NAME/scenarios  its scenarios, instead of the usual machine's

choose_security() {
    security_boot=
    case $security in
        '') return ;;
        selinux)
            more_packages='policycoreutils selinux-utils semodule-utils secilc selinux-policy-default bzip2'
            security_boot=' security=selinux enforcing=0'
            ;;
        fapolicyd) more_packages=fapolicyd ;;
        *) fail "the lab knows the machines of selinux and fapolicyd, not of $security" ;;
    esac
    [ "$arch $audit" = "amd64 4.0" ] || fail "the machine of $security is amd64 with the audit daemon 4.0"
    # Some of what is in it is made by its own programs, run here.
    [ "$(uname -m)" = x86_64 ] || fail "the machine of $security is made on amd64 only"
    [ -z "$probe_only" ] || fail "the machine of $security has scenarios of its own"
    lone_packages=
    more_name=$security
}

# Into the root that is otherwise complete: the module's own scenarios instead of the usual ones.
add_security() {
    cp -r "$lab/guest/security/$security" "$work/root/lab/security"
    rm -r "$work/root/lab/scenarios.d"
    mkdir "$work/root/lab/scenarios.d"
    mv "$work/root/lab/security/scenarios" "$work/root/lab/scenarios.d/$security"
    [ "$security" != selinux ] || add_selinux_policy
}

# Debian's policy with the scenarios' module in it, linked here by the machine's own programs since emulated processors
# would take minutes. Its packages carry no policy that is linked, only modules.
add_selinux_policy() {
    modules_in=$guest_root-$more_name/usr/share/selinux/default
    converted=$guest_root-$more_name.cil
    if [ ! -d "$converted" ]; then
        rm -rf "$converted.part"
        mkdir "$converted.part"
        for module_in in "$modules_in"/*.pp.bz2; do
            name=$(basename "$module_in" .pp.bz2)
            of_guest bzip2 -dc "$module_in" >"$work/module.pp"
            of_guest pp "$work/module.pp" "$converted.part/$name.cil"
        done
        mv "$converted.part" "$converted"
    fi
    policy=$work/root/etc/selinux/default
    mkdir -p "$policy/policy" "$policy/contexts/files"
    of_guest secilc -m -N -c 33 -o "$policy/policy/policy.33" -f "$work/file_contexts" "$converted"/*.cil \
        "$lab/guest/security/selinux/lab.cil" || fail "the SELinux policy could not be linked"
    # What is about people's homes has names in it that only their logins fill in.
    grep '^/' "$work/file_contexts" >"$policy/contexts/files/file_contexts"
    rm -f "$work/root/etc/selinux/config"
    printf 'SELINUX=permissive\nSELINUXTYPE=default\n' >"$work/root/etc/selinux/config"
}

# of_guest PROGRAM ARGUMENT...: a program of the machine's, with its own libraries, on this one
of_guest() {
    program=$1
    shift
    loader=$(find "$guest_root" -name ld-linux-x86-64.so.2 ! -type l | head -n 1)
    "$loader" --library-path "$guest_root/usr/lib/x86_64-linux-gnu:$guest_root-$more_name/usr/lib/x86_64-linux-gnu" \
        "$(find "$guest_root-$more_name" -path "*/$program" -type f | head -n 1)" "$@"
}
