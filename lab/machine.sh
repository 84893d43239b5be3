# The machine: its packages, its disk, its start. Sourced by run and live, whose variables it uses.

guest_packages='auditd python3-minimal perl-base dash bash coreutils mount util-linux busybox-static kmod apparmor procps
    iproute2 grep sed findutils hostname base-files libc-bin diffutils tar bsdutils'
modules='virtio virtio_ring virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_blk crc16 crc32c_generic
    crc32c_cryptoapi crc32c-intel libcrc32c mbcache jbd2 ext4'

fail() {
    printf 'lab: %s\n' "$1" >&2
    exit 1
}
step() {
    printf 'lab: %s\n' "$1" >&2
}

# The suites that the kernel is of, and the one that the machine's programs are of.
choose_kernel() {
    case $arch in
        amd64) machine=x86_64 ;;
        arm64) machine=aarch64 ;;
        *) fail "the lab knows amd64 and arm64, not $arch" ;;
    esac
    case $kernel in
        newest) suites="trixie-backports trixie" release="-t trixie-backports" user=trixie ;;
        7.2) suites=sid release= user=trixie ;;
        6.12) suites=trixie release= user=trixie ;;
        6.1) suites=bookworm release= user=bookworm ;;
        *) fail "there is no kernel $kernel here: newest, 7.2, 6.12 or 6.1" ;;
    esac
}

fetch_machine() {
    case $arch in
        amd64) emulator=qemu-system-x86 ;;
        arm64) emulator=qemu-system-arm ;;
    esac
    own_programs "$cache/programs-$arch" $emulator swtpm cpio e2fsprogs xz-utils ipxe-qemu ||
        fail "Debian's $emulator could not be fetched"
    kernel_root=$cache/kernel-$kernel-$arch
    guest_root=$cache/guest-$user-$arch
    audit_packages=
    if [ "$audit" = journald ]; then
        audit_packages=systemd
        guest_root=$guest_root-journald
    fi
    read_index "kernel-$kernel" "$arch" $suites
    # shellcheck disable=SC2046,SC2086
    unpack "kernel-$kernel" "$arch" "$cache/kernel-$kernel-$arch" \
        $(needed "kernel-$kernel" "$arch" $release "linux-image-$arch" | grep -E '^linux-(image|binary|modules)-[0-9]')
    read_index "$user" "$arch" "$user"
    # shellcheck disable=SC2046,SC2086
    unpack "$user" "$arch" "$guest_root" $(needed "$user" "$arch" $guest_packages $audit_packages)
    [ -n "$probe_only" ] || fetch_software
    image=$(find "$kernel_root" -name 'vmlinuz*' | head -n 1)
    [ -n "$image" ] || fail "there is no kernel image in $kernel_root"
}

# What the machine is made of, with versions.
list_packages() {
    cat "$guest_root.packages" "$kernel_root.packages" ${java_root:+"$java_root.packages"}
    [ -n "$probe_only" ] || cat "$guest_root-$more_name.packages"
}

# A copy that shares the files' bytes with the cache.
make_root() {
    cp -al "$guest_root" "$work/root"
    [ -n "$probe_only" ] || add_software
    merge_usr "$work/root"
    mkdir -p "$work/root/lab" "$work/root/usr/lib/execparity" "$work/root/usr/local/bin" "$work/root/etc/audit"
    echo 'root:x:0:0:root:/root:/bin/sh' >"$work/root/etc/passwd"
    printf 'root:x:0:\nadm:x:4:\n' >"$work/root/etc/group"
    for file in init ima-policy; do
        cp "$lab/guest/$file" "$work/root/lab/$file"
    done
    chmod 755 "$work/root/lab/init"
    mkdir -p "$work/root/lab/audit.d"
    cp "$lab/guest/audit"/* "$work/root/lab/audit.d/"
    case $audit in
        journald | laurel) ln -s "$audit" "$work/root/lab/audit.d/audit" ;;
        *) ln -s auditd "$work/root/lab/audit.d/audit" ;;
    esac
    rules_for_machine >"$work/root/lab/audit.rules"
    cp "$root/probe/target/execparity-probe-$machine" "$work/root/usr/lib/execparity/"
    # auditd's own settings are changed inside; the cache must not be.
    cp "$work/root/etc/audit/auditd.conf" "$work/auditd.conf"
    rm "$work/root/etc/audit/auditd.conf"
    cp "$work/auditd.conf" "$work/root/etc/audit/auditd.conf"
    if [ -z "$probe_only" ]; then
        add_scenarios
    fi
    [ -z "${security:-}" ] || add_security
}

# Whatever root has by now.
make_disks() {
    "$(command -v mke2fs || echo /sbin/mke2fs)" -q -F -t ext4 ${disk_features:-} -d "$work/root" "$work/root.img" 900M >/dev/null
    truncate -s 256M "$work/out.img"
}

# As installed hosts have it, whose rules name /usr/bin/dash: up to bookworm, packages still have their files in /bin.
merge_usr() {
    for folder in bin sbin lib lib64; do
        if [ -d "$1/$folder" ] && [ ! -L "$1/$folder" ]; then
            mkdir -p "$1/usr/$folder"
            cp -al "$1/$folder/." "$1/usr/$folder/"
            rm -rf "${1:?}/$folder"
            ln -s "usr/$folder" "$1/$folder"
        fi
    done
}

# The rules that the agent's package recommends, for the programs of this machine.
rules_for_machine() {
    sed -e "s,/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2,$(linker),; s/execparity-probe-x86_64/execparity-probe-$machine/" \
        "$root/cli/src/main/package/30-execparity.rules"
    cat "$lab/guest/more.rules"
}

linker() {
    case $arch in
        amd64) echo /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 ;;
        arm64) echo /usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1 ;;
    esac
}

make_initramfs() {
    mkdir -p "$work/initramfs/bin" "$work/initramfs/modules" "$work/initramfs/proc" "$work/initramfs/sys" \
        "$work/initramfs/dev" "$work/initramfs/root"
    cp "$(find "$guest_root" -path '*bin/busybox' | head -n 1)" "$work/initramfs/bin/busybox"
    cp "$lab/guest/initramfs-init" "$work/initramfs/init"
    chmod 755 "$work/initramfs/init"
    for module in $modules; do
        found=$(find "$kernel_root" -name "$module.ko*" | head -n 1)
        case $found in
            '') ;; # built in
            *.xz) xz -dc "$found" >"$work/initramfs/modules/$module.ko" ;;
            *) cp "$found" "$work/initramfs/modules/$module.ko" ;;
        esac
    done
    [ "${security:-}" != ipe ] || vouch_by_firmware
    (cd "$work/initramfs" && find . | cpio --quiet -o -H newc) >"$work/initramfs.img"
}

run_machine() {
    start_machine 900
    await_machine
}

# start_machine SECONDS OPTION...: with further options of qemu's; it is ended after so long, come what may
start_machine() {
    limit=$1
    shift
    # What an earlier run left is no part of this one.
    rm -f "$out/audit.log" "$out/scenarios.txt" "$out/probe.jsonl" "$out/score.tsv" "$out/security.txt"
    list_packages >"$out/packages.txt"
    rm -f "$out/day.txt"
    [ -z "${day:-}" ] || echo "a day of containers, packages and jobs" >"$out/day.txt"
    case $audit in
        [0-9]*) echo "auditd $audit" ;;
        *) echo "$audit" ;;
    esac >"$out/audit.txt"
    [ -z "${security:-}" ] || echo "$security" >"$out/security.txt"
    mkdir -p "$work/tpm"
    LD_LIBRARY_PATH=$library_path swtpm socket --tpm2 --tpmstate dir="$work/tpm" \
        --ctrl type=unixio,path="$work/tpm/socket" --flags not-need-init,startup-clear &
    tpm=$!
    case $arch in
        amd64)
            set -- qemu-system-x86_64 -M q35 -cpu max -device tpm-tis,tpmdev=tpm0 -L "$programs/usr/share/qemu" \
                -L "$programs/usr/share/seabios" -L "$programs/usr/lib/ipxe/qemu" "$@"
            console=ttyS0
            ;;
        arm64)
            set -- qemu-system-aarch64 -M virt -cpu cortex-a72 -device tpm-tis-device,tpmdev=tpm0 \
                -L "$programs/usr/share/qemu" "$@"
            console=ttyAMA0
            ;;
    esac
    [ "${security:-}" != ipe ] || set -- "$@" -global driver=cfi.pflash01,property=secure,value=on \
        -drive if=pflash,format=raw,unit=0,readonly=on,file="$firmware" -drive if=pflash,format=raw,unit=1,file="$work/variables.fd"
    # Each cpuset that comes or goes patches the kernel's code, which two emulated processors do not always survive.
    set -- "$@" -accel tcg,thread=multi -smp 2 -m 1536 -nodefaults -no-user-config -display none -serial stdio \
        -action "reboot=${on_reboot:-shutdown}" \
        -kernel "$image" -initrd "$work/initramfs.img" \
        -append "console=$console quiet audit=1 audit_backlog_limit=8192 ima_appraise=enforce cgroup_disable=cpuset panic=-1${security_boot:-}" \
        -chardev socket,id=tpmsocket,path="$work/tpm/socket" -tpmdev emulator,id=tpm0,chardev=tpmsocket \
        -drive file="$work/root.img",format=raw,if=virtio,cache=unsafe \
        -drive file="$work/out.img",format=raw,if=virtio,cache=unsafe
    LD_LIBRARY_PATH=$library_path timeout "$limit" nice -n 10 "$@" >"$out/console.txt" 2>&1 </dev/null &
    emulated=$!
}

await_machine() {
    wait "$emulated" || fail "the machine ended with $?; its console is $out/console.txt"
    emulated=
    tar -xf "$work/out.img" -C "$out" 2>/dev/null || :
    [ -s "$out/audit.log" ] || fail "the machine brought no records back; its console is $out/console.txt"
}

stop_machine() {
    for process in ${emulated:-} ${tpm:-}; do
        kill "$process" 2>/dev/null || :
    done
}

# The scenarios and the program that does what no ordinary one does.
add_scenarios() {
    cp "$lab/guest/scenarios" "$work/root/lab/scenarios"
    if [ -n "$day" ]; then
        mkdir "$work/root/lab/scenarios.d"
        cp "$lab/guest/scenarios.d/84-boxes" "$work/root/lab/scenarios.d/"
        cp "$lab/guest/day" "$work/root/lab/scenarios.d/90-day"
    else
        cp -r "$lab/guest/scenarios.d" "$work/root/lab/scenarios.d"
    fi
    compiler=$machine-linux-gnu-gcc
    libraries=
    if ! command -v "$compiler" >/dev/null; then
        # Where the probe's build has it from.
        package=gcc-$(echo "$machine" | tr _ -)-linux-gnu
        kept=$programs:$library_path
        own_programs "$root/probe/target/compiler/$package" "$package" || fail "there is no $compiler"
        libraries=$library_path
        programs=${kept%%:*}
        library_path=${kept#*:}
    fi
    LD_LIBRARY_PATH=$libraries "$compiler" -std=c11 -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-variable -Os \
        -ffreestanding -fno-builtin -fno-stack-protector -fno-asynchronous-unwind-tables -fno-pie -no-pie -nostdlib \
        -static -s -Wl,--build-id=none -Wl,-z,noexecstack -o "$work/root/usr/local/bin/execlab" "$lab/src/act.c"
    ln -sf execlab "$work/root/usr/local/bin/eint"
}
