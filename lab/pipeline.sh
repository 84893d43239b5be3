# What stands around the machine and in it: the broker and the job, the agent and its JVM. Sourced by live, whose variables
# it uses.

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# Below those that the kernel gives to connections, one of which would take it while the broker is away.
port=$((12000 + $$ % 6000 * 3))
guest_port=$((port + 1))
controller_port=$((port + 2))
probe_command='EXECPARITY_JAVA_OPTS="-XX:SharedArchiveFile=/usr/share/execparity/probe.jsa -Xlog:cds=off -Xlog:cds+dynamic=off"
    execparity-agent probe --audit /var/log/audit/audit.log --config /etc/execparity/stream.yaml'
probe_command=$(echo "$probe_command" | tr -s '\n ' ' ')

# until_true SECONDS COMMAND...: asks once a second
until_true() {
    left=$1
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 1
    done
}

start_broker() {
    libraries=$root/cli/target/dist/lib
    # The server needs some of the dashboard's.
    jars=$(find "$libraries/core" "$libraries/kafka" "$libraries/broker" "$libraries/board" -name '*.jar' | tr '\n' ':')
    : >"$work/broker-said"
    "$java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$jars" "$lab/src/Broker.java" \
        "$work/broker" "$port" "$guest_port" "$controller_port" >"$work/broker-said" 2>"$out/broker.txt" 5>&- 6<&- &
    broker=$!
    until_true 120 grep -q ready "$work/broker-said" || fail "the broker does not start: $out/broker.txt"
}
stop_broker() {
    kill "$broker"
    wait "$broker" || :
    broker=
}

job_config() {
    sed -e "s/127\.0\.0\.1:9092/$1/; s,/var/lib/execparity/checkpoints,$work/checkpoints," \
        "$root/cli/src/main/package/stream.yaml"
}
# It runs when its first checkpoint is done.
start_job() {
    job_config "127.0.0.1:$port" >"$work/stream.yaml"
    EXECPARITY_HEAP=512m "$root/execparity" stream --config "$work/stream.yaml" >"$out/job.txt" 2>&1 &
    job=$!
    until_true 120 checkpoint_is_done || fail "the job does not start: $out/job.txt"
}
checkpoint_is_done() {
    [ -n "$(find "$work/checkpoints" -name _metadata 2>/dev/null)" ]
}

stop_pipeline() {
    # One that is paused ends when it goes on.
    [ -z "${job:-}" ] || kill -CONT "$job" 2>/dev/null || :
    for process in ${job:-} ${broker:-}; do
        kill "$process" 2>/dev/null || :
    done
    for process in ${job:-} ${broker:-}; do
        until_true 20 eval "! kill -0 $process 2>/dev/null" || kill -KILL "$process" 2>/dev/null || :
    done
}

fetch_java() {
    java_root=$guest_root-java
    # shellcheck disable=SC2046
    unpack "$user" "$arch" "$java_root" $(needed "$user" "$arch" openjdk-21-jre-headless | while read -r package; do
        grep -q "^${package}_" "$guest_root.packages" || echo "$package"
    done)
}

# The agent as its package installs it, with what the probe is told of the job, and a JVM.
add_product() {
    cp -al "$java_root/." "$work/root/"
    ln -sf ../lib/jvm/java-21-openjdk-amd64/bin/java "$work/root/usr/bin/java"
    share=$work/root/usr/share/execparity
    mkdir -p "$share/lib" "$work/root/etc/execparity" "$work/root/var/lib/execparity"
    cp -rp "$root/cli/target/dist/lib/core" "$root/cli/target/dist/lib/kafka" "$share/lib/"
    cp "$root/cli/src/main/package/execparity-agent" "$work/root/usr/bin/execparity-agent"
    chmod 755 "$work/root/usr/bin/execparity-agent"
    sed "s/127\.0\.0\.1:9092/10.0.2.2:$guest_port/" "$root/cli/src/main/package/agent.yaml" \
        >"$work/root/etc/execparity/agent.yaml"
    job_config "10.0.2.2:$guest_port" >"$work/root/etc/execparity/stream.yaml"
    # As an installer writes it, so that the host knows its own name.
    rm -f "$work/root/etc/hosts"
    printf '127.0.0.1 localhost\n127.0.1.1 lab-host\n' >"$work/root/etc/hosts"
    cp "$lab/guest/live" "$work/root/lab/live"
    archive_classes
}

# The classes that running each loads, in files that its JVM can map, which emulated processors are slow to do without. The
# machine's own JVM makes them here, by its own linker; where it does not run, the machine only takes longer.
archive_classes() {
    mkdir "$work/bin"
    home=$work/root/usr/lib/jvm/java-21-openjdk-amd64
    cat >"$work/bin/java" <<END
#!/bin/sh
exec "$work/root/usr/lib64/ld-linux-x86-64.so.2" \\
    --library-path "$work/root/usr/lib/x86_64-linux-gnu:$home/lib" "$home/bin/java" "\$@"
END
    chmod 755 "$work/bin/java"
    sed "s/10\.0\.2\.2:$guest_port/127.0.0.1:$port/; s,/var/lib/execparity,$work/state," \
        "$work/root/etc/execparity/agent.yaml" >"$work/agent.yaml"
    archive_classes_of agent --config "$work/agent.yaml" --check-config
    archive_classes_of probe probe --config "$work/stream.yaml" --program /bin/false
}
archive_classes_of() {
    name=$1
    shift
    PATH=$work/bin:$PATH EXECPARITY_ROOT=$share \
        EXECPARITY_JAVA_OPTS="-XX:ArchiveClassesAtExit=$share/$name.jsa -Xlog:disable" \
        "$work/root/usr/bin/execparity-agent" "$@" >/dev/null 2>&1 </dev/null || :
}

# in_machine COMMAND: has the machine do it; prints what it prints, and ends as it ends
in_machine() {
    printf '%s\n' "$1" >&5
    while IFS= read -r said <&6; do
        case $said in
            'lab: status '*) return "${said#lab: status }" ;;
        esac
        printf '%s\n' "$said"
    done
    fail "the machine ended too early; its console is $out/console.txt"
}
# order COMMAND: one that has to succeed
order() {
    in_machine "$1" || fail "the machine could not: $1"
}
# boot SECONDS: the machine, until it answers; it is ended after so long, and all that waits for it goes on
boot() {
    for attempt in first second; do
        rm -f "$work/talk.in" "$work/talk.out"
        mkfifo "$work/talk.in" "$work/talk.out"
        start_machine "$1" -chardev pipe,id=talk,path="$work/talk" -device isa-serial,chardev=talk,index=1 \
            -netdev user,id=net,ipv6=off -device virtio-net-pci,netdev=net,romfile=
        # Opening a pipe waits until the emulator has opened it.
        if timeout 60 sh -c ": <'$work/talk.out'"; then
            exec 5>"$work/talk.in" 6<"$work/talk.out"
            if IFS= read -r said <&6 && [ "$said" = "lab: ready" ]; then
                return
            fi
        fi
        # Kernels change their code as they start, at which emulated processors now and then trip over one another.
        step "the $attempt start of the machine failed; its console is $out/console.txt"
        stop_machine
    done
    fail "the machine does not start"
}

# It runs when it answers.
start_agent() {
    order 'execparity-agent --config /etc/execparity/agent.yaml >/lab/out/agent.txt 2>&1 & echo $! >/run/agent.pid'
    answers='busybox wget -qO- http://127.0.0.1:9469/health 2>/dev/null && exit 0'
    in_machine "for second in \$(seq 90); do $answers; sleep 1; done; cat /lab/out/agent.txt; ip address; exit 1" \
        >"$out/agent.txt" || fail "the agent does not start: $out/agent.txt"
}
