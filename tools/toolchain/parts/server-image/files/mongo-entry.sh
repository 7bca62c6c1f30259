#!/bin/sh
# Entry point of what stands in for the official image of MongoDB: FerretDB makes the user at the first start.
set -eu

fail() {
  echo "mongo stand-in: $1" >&2
  exit 1
}

password() {
  if [ -n "${MONGO_INITDB_ROOT_PASSWORD-}" ] && [ -n "${MONGO_INITDB_ROOT_PASSWORD_FILE-}" ]; then
    fail "MONGO_INITDB_ROOT_PASSWORD and MONGO_INITDB_ROOT_PASSWORD_FILE are both set, and exclude each other"
  fi
  if [ -n "${MONGO_INITDB_ROOT_PASSWORD_FILE-}" ]; then
    [ -r "$MONGO_INITDB_ROOT_PASSWORD_FILE" ] || fail "MONGO_INITDB_ROOT_PASSWORD_FILE names $MONGO_INITDB_ROOT_PASSWORD_FILE, which user $(id -u) cannot read"
    cat "$MONGO_INITDB_ROOT_PASSWORD_FILE"
  else
    printf '%s' "${MONGO_INITDB_ROOT_PASSWORD-}"
  fi
}

case "${1-}" in -*) set -- mongod "$@" ;; esac
# The files are there before the user is, so that only they tell whether a start is the first.
if [ "${1-}" = mongod ] && [ ! -e /data/db/admin.sqlite ]; then
  secret="$(password)"
  [ -n "${MONGO_INITDB_ROOT_USERNAME-}" ] && [ -n "$secret" ] || fail "there is no database in /data/db yet, and no user for it: set MONGO_INITDB_ROOT_USERNAME and MONGO_INITDB_ROOT_PASSWORD_FILE or MONGO_INITDB_ROOT_PASSWORD"
  export FERRETDB_SETUP_DATABASE=admin FERRETDB_SETUP_USERNAME="$MONGO_INITDB_ROOT_USERNAME" FERRETDB_SETUP_PASSWORD="$secret"
fi
exec "$@"
