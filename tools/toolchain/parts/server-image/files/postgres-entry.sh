#!/bin/sh
# Entry point of what stands in for the official image of PostgreSQL: the same variables, the same first start.
set -eu

fail() {
  echo "postgres stand-in: $1" >&2
  exit 1
}

needs_writable() {
  [ -w "$1" ] || fail "user $(id -u) cannot write to $1"
}

# initdb, and a server in single-user mode, must find the name of the user that they run as.
with_user_name() {
  if getent passwd "$(id -u)" > /dev/null; then
    "$@"
    return
  fi
  for wrapper in /usr/lib/libnss_wrapper.so /usr/lib/*/libnss_wrapper.so; do
    if [ -s "$wrapper" ]; then break; fi
  done
  echo "postgres:x:$(id -u):$(id -g)::$PGDATA:/bin/false" > /tmp/stand-in-passwd
  echo "postgres:x:$(id -g):" > /tmp/stand-in-group
  LD_PRELOAD="$wrapper" NSS_WRAPPER_PASSWD=/tmp/stand-in-passwd NSS_WRAPPER_GROUP=/tmp/stand-in-group "$@"
}

password() {
  if [ -n "${POSTGRES_PASSWORD-}" ] && [ -n "${POSTGRES_PASSWORD_FILE-}" ]; then
    fail "POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are both set, and exclude each other"
  fi
  if [ -n "${POSTGRES_PASSWORD_FILE-}" ]; then
    [ -r "$POSTGRES_PASSWORD_FILE" ] || fail "POSTGRES_PASSWORD_FILE names $POSTGRES_PASSWORD_FILE, which user $(id -u) cannot read"
    cat "$POSTGRES_PASSWORD_FILE"
  else
    printf '%s' "${POSTGRES_PASSWORD-}"
  fi
}

first_start() {
  user="${POSTGRES_USER:-postgres}"
  database="${POSTGRES_DB:-$user}"
  secret="$(password)"
  [ -n "$secret" ] || fail "there is no database in $PGDATA yet, and no password for it: set POSTGRES_PASSWORD_FILE or POSTGRES_PASSWORD"
  [ -z "$(ls -A /docker-entrypoint-initdb.d 2> /dev/null)" ] || fail "it runs no scripts of /docker-entrypoint-initdb.d"
  printf '%s\n' "$secret" | with_user_name initdb --pgdata="$PGDATA" --username="$user" --pwfile=/dev/stdin
  printf '\nhost all all all scram-sha-256\n' >> "$PGDATA/pg_hba.conf"
  if [ "$database" != postgres ]; then
    quoted="$(printf '%s' "$database" | sed 's/"/""/g')"
    printf 'CREATE DATABASE "%s";\n' "$quoted" | with_user_name postgres --single -D "$PGDATA" -c exit_on_error=on postgres > /dev/null
  fi
}

case "${1-}" in -*) set -- postgres "$@" ;; esac
[ "${1-}" = postgres ] || exec "$@"
[ "$(id -u)" -ne 0 ] || fail "it runs as any user but root"
umask 077
mkdir -p "$PGDATA" 2> /dev/null || fail "user $(id -u) cannot make $PGDATA"
needs_writable "$PGDATA"
needs_writable /var/run/postgresql
needs_writable /tmp
[ -s "$PGDATA/PG_VERSION" ] || first_start
exec "$@"
