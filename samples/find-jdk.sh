# Finds a JDK of version 25 or newer. To be sourced, by bash or a POSIX shell:
#
#     . samples/find-jdk.sh
#     find_jdk || exit 2         # sets jdk (its folder), or says on stderr what to install
#     find_jdk javac || exit 2   # the same, but passes over runtimes that lack this tool
#     jdk_has "$jdk" java.xml    # whether it has a module
#
# The order: JAVA_HOME, the java on PATH, the newest in the folders where systems keep their JDKs.
# It only reads the JDKs' "release" files, so it takes a few milliseconds.

# jdk_version FOLDER: sets jdk_version to one number that grows with the version (25.0.3 gives 25000003), or to 0
jdk_version() {
    jdk_version=0
    [ -x "$1/bin/$jdk_tool" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r jdk_key jdk_value; do
        [ "$jdk_key" = JAVA_VERSION ] || continue
        jdk_value=${jdk_value#\"}
        jdk_value=${jdk_value%%[!0-9.]*}
        jdk_major=${jdk_value%%.*}
        jdk_value=${jdk_value#"$jdk_major"} jdk_value=${jdk_value#.}
        jdk_minor=${jdk_value%%.*}
        jdk_value=${jdk_value#"$jdk_minor"} jdk_value=${jdk_value#.}
        jdk_value=${jdk_value%%.*}
        jdk_version=$(( ${jdk_major:-0} * 1000000 + ${jdk_minor:-0} * 1000 + ${jdk_value:-0} ))
        return 0
    done < "$1/release"
    return 1
}

# jdk_has FOLDER MODULE: a runtime made by jlink has only what was asked for. Where its release file lists no modules, java does.
jdk_has() {
    while IFS='=' read -r jdk_key jdk_value; do
        [ "$jdk_key" = MODULES ] || continue
        jdk_value=${jdk_value#\"}
        case " ${jdk_value%\"} " in
            *" $2 "*) return 0 ;;
            *) return 1 ;;
        esac
    done < "$1/release"
    "$1/bin/java" --list-modules 2> /dev/null | grep -q "^$2@"
}

find_jdk() {
    jdk= jdk_tool=${1:-java}
    if [ -n "${JAVA_HOME:-}" ] && jdk_version "$JAVA_HOME" && [ "$jdk_version" -ge 25000000 ]; then
        jdk=$JAVA_HOME
        return 0
    fi

    jdk_java=$(command -v java || :)
    while [ -L "$jdk_java" ]; do
        jdk_link=$(readlink "$jdk_java")
        case $jdk_link in
            /*) jdk_java=$jdk_link ;;
            *) jdk_java=${jdk_java%/*}/$jdk_link ;;
        esac
    done
    if jdk_version "${jdk_java%/bin/java}" && [ "$jdk_version" -ge 25000000 ]; then
        jdk=${jdk_java%/bin/java}
        return 0
    fi

    jdk_newest=24999999
    for jdk_folder in /usr/lib/jvm/* /usr/java/* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
            /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if jdk_version "$jdk_folder" && [ "$jdk_version" -gt "$jdk_newest" ]; then
            jdk=$jdk_folder jdk_newest=$jdk_version
        fi
    done
    [ -n "$jdk" ] && return 0

    echo "Lanewise needs a JDK of version 25 or newer: install one, for example Temurin 25, or set JAVA_HOME to it." >&2
    return 1
}
