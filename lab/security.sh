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
        ipe)
            more_packages='openssl fsverity ovmf'
            modules="$modules efivarfs"
            disk_features='-O verity'
            # The firmware's variable is read at a start only.
            on_reboot=reset
            ;;
        *) fail "the lab knows the machines of selinux, fapolicyd and ipe, not of $security" ;;
    esac
    [ "$arch $audit" = "amd64 4.0" ] || fail "the machine of $security is amd64 with the audit daemon 4.0"
    # Some of what is in it is made by its own programs, run here.
    [ "$(uname -m)" = x86_64 ] || fail "the machine of $security is made on amd64 only"
    [ -z "$probe_only$day" ] || fail "the machine of $security has scenarios of its own"
    lone_packages=
    more_name=$security
}

# Into the root that is otherwise complete: the module's own scenarios instead of the usual ones.
add_security() {
    cp -r "$lab/guest/security/$security" "$work/root/lab/security"
    rm -r "$work/root/lab/scenarios.d"
    mkdir "$work/root/lab/scenarios.d"
    mv "$work/root/lab/security/scenarios" "$work/root/lab/scenarios.d/$security"
    case $security in
        selinux) add_selinux_policy ;;
        ipe) add_keys ;;
    esac
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
    # Modules declare a role twice; what must never be allowed, whoever built the packages has seen to.
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
        "$(find "$guest_root-$more_name" -path "*/$program" -type f -perm -u+x | head -n 1)" "$@"
}

# A key for this run that the kernel will know, and one that it will not.
add_keys() {
    for name in lab other; do
        printf '[req]\ndistinguished_name=n\nx509_extensions=x\nprompt=no\n[n]\nCN=%s\n[x]\nkeyUsage=digitalSignature\nsubjectKeyIdentifier=hash\n' \
            "$name" >"$work/$name.cnf"
        of_guest openssl req -new -nodes -sha256 -x509 -days 3650 -config "$work/$name.cnf" -newkey rsa:2048 \
            -keyout "$work/root/lab/security/$name.key" -out "$work/root/lab/security/$name.pem" 2>/dev/null ||
            fail "no key could be made"
    done
}

# The firmware, and the certificate as its variable db is written: attributes (kept, readable when the system runs, written
# with a date), the date, and a signature that says nothing, since a firmware without keys asks for none; then a list of one
# certificate, whose owner is nobody. The kernel takes what is in db into its platform keyring.
vouch_by_firmware() {
    firmware=$guest_root-$more_name/usr/share/OVMF/OVMF_CODE_4M.secboot.fd
    cp "$guest_root-$more_name/usr/share/OVMF/OVMF_VARS_4M.fd" "$work/variables.fd"
    of_guest openssl x509 -in "$work/root/lab/security/lab.pem" -outform der -out "$work/lab.der"
    size=$(wc -c <"$work/lab.der")
    {
        little 39
        # 1 January 2026
        printf '\352\007\001\001\000\000\000\000\000\000\000\000\000\000\000\000'
        little 24
        # WIN_CERT_TYPE_EFI_GUID in revision 2, and EFI_CERT_TYPE_PKCS7_GUID
        printf '\000\002\361\016\235\322\257\112\337\150\356\111\212\251\064\175\067\126\145\247'
        # EFI_CERT_X509_GUID
        printf '\241\131\300\245\344\224\247\112\207\265\253\025\134\053\360\162'
        little $((size + 44))
        little 0
        little $((size + 16))
        printf '\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000'
        cat "$work/lab.der"
    } >"$work/initramfs/vouch"
}

# Four bytes, the lowest first.
little() {
    for bits in 0 8 16 24; do
        printf "\\$(printf %03o $(($1 >> bits & 255)))"
    done
}
