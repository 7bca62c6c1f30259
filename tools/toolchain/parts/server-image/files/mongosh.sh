#!/bin/sh
# Stands in for MongoDB's shell, as far as the pods of Moorage ask anything of it: whether the server answers, and a new
# password. It runs no JavaScript.
set -eu
server=127.0.0.1:27017
probe='quit(db.adminCommand({ ping: 1 }).ok === 1 ? 0 : 1)'

fail() {
  echo "mongosh stand-in: $1" >&2
  exit 1
}

ping() {
  FERRETDB_LISTEN_ADDR="$server" ferretdb ping
}

# Part of the program's last line: 1 is the user, 3 the password, both as JSON.
argument() {
  sed -nE 's/^else admin\.changeUserPassword\(("([^"\\]|\\.)*"), ("([^"\\]|\\.)*")\);$/\'"$2"'/p' "$1"
}

program() {
  printf '\nconst admin = db.getSiblingDB("admin");\n'
  printf 'if (admin.getUser(%s) === null) admin.createUser({ user: %s, pwd: %s, roles: ["root"] });\n' "$1" "$1" "$2"
  printf 'else admin.changeUserPassword(%s, %s);\n' "$1" "$2"
}

# FerretDB has no mode without access control: the users are written to its files, which is why this works in the pod of
# the data alone.
set_password() {
  [ -r "$1" ] || fail "user $(id -u) cannot read $1"
  user="$(argument "$1" 1)"
  password="$(argument "$1" 3)"
  [ "$(program "$user" "$password")" = "$(cat "$1")" ] || fail "$1 is not the program that sets a password, the only one it knows"
  ping
  printf '[%s, %s]' "$user" "$password" | FERRETDB_SQLITE_URL=file:/data/db/ ferretdb set-password
}

case "$#:${1-} ${2-} ${3-}" in
  "4:--quiet --norc --eval") [ "$4" = "$probe" ] || fail "it evaluates no JavaScript but: $probe"; ping ;;
  "5:--quiet --norc --file") [ "$5" = "mongodb://$server/admin" ] || fail "it connects to mongodb://$server/admin alone"; set_password "$4" ;;
  *) fail "it knows only what the pods of Moorage ask: --quiet --norc with --eval or --file" ;;
esac
