#!/bin/sh
# Stands in for mongodump, as far as the pods of Moorage ask anything of it: one database into one zipped archive.
set -eu
form='--quiet --config=FILE --host=HOST --port=PORT --username=USER --authenticationDatabase=admin --db=DATABASE --gzip --archive=FILE'

fail() {
  echo "mongodump stand-in: $1" >&2
  exit 1
}

asked="$(for argument; do case "$argument" in --authenticationDatabase=*) echo "$argument" ;; *) echo "${argument%%=*}" ;; esac; done)"
wanted="$(printf '%s\n' --quiet --config --host --port --username --authenticationDatabase=admin --db --gzip --archive)"
[ "$asked" = "$wanted" ] || fail "it knows only: mongodump $form"
config="${2#*=}"
[ -r "$config" ] || fail "user $(id -u) cannot read $config"
# A configuration of one line, as JSON is YAML too.
password="$(sed -nE 's/^password: ("([^"\\]|\\.)*")$/\1/p' "$config")"
[ -n "$password" ] || fail "$config has no password in double quotes"
printf '%s' "$password" | FERRETDB_LISTEN_ADDR="${3#*=}:${4#*=}" FERRETDB_SETUP_DATABASE=admin FERRETDB_SETUP_USERNAME="${5#*=}" ferretdb dump "${7#*=}" "${9#*=}"
