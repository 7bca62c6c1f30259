/** File with the statement that sets the password. */
export const STATEMENT = "set-password.sql";

/**
 * The statement that sets the password of a role, in one line: a server in single-user mode takes each line for a
 * statement. An escape string means the same whatever `standard_conforming_strings` says.
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE
 */
export function passwordStatement(role: string, password: string): string {
  const quoted = password.replaceAll("\\", "\\\\").replaceAll("'", "''");
  return `ALTER ROLE "${role.replaceAll('"', '""')}" PASSWORD E'${quoted}';\n`;
}

/**
 * Says whether the server takes connections over TCP, which it does not while the first start makes its files. Before that it makes
 * the server follow a new password, when the kubelet has brought one: nobody is disconnected, and clients that know only the old one keep
 * the connections that they have. The socket in the pod asks for no password. What is said of a failure does not hold the statement.
 * It reads the variables `POSTGRES_USER`, `POSTGRES_DB` and those of its arguments.
 * @param folder Folder of the Secret's files.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod
 */
export function followingReadiness(folder: string): string {
  return `
pg_isready -q -U "$POSTGRES_USER" -d "$POSTGRES_DB" -h 127.0.0.1
version="$(readlink ${folder}/..data || echo first)"
if [ "$(cat /tmp/followed 2> /dev/null)" = "$version" ]; then exit 0; fi
export PGOPTIONS="-c log_statement=none -c log_min_error_statement=panic -c log_min_duration_statement=-1"
if ! psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname template1 --file ${folder}/${STATEMENT} > /dev/null 2>&1; then
  echo "the server does not take the password of its Secret" >&2
  exit 1
fi
echo "$version" > /tmp/followed
`;
}

/**
 * Sets the password of a database that is there already, before its server starts: the image reads the password at the
 * first start only. In single-user mode nobody logs in, so the old password is not needed, and the new one is read from
 * a file. The server must find the name of the user that it runs as; where there is none, nss_wrapper makes one up, as
 * the image's own entry point does. A failed statement is an exit code, and its text is not logged, as the password is in it.
 * It reads the variables `PGDATA` and `STATEMENT_FILE`.
 * @see https://www.postgresql.org/docs/current/app-postgres.html#APP-POSTGRES-SINGLE-USER
 */
export const setPasswordScript = `
if [ ! -s "$PGDATA/PG_VERSION" ]; then exit 0; fi
if ! getent passwd "$(id -u)" > /dev/null; then
  for wrapper in /usr/lib/libnss_wrapper.so /usr/lib/*/libnss_wrapper.so; do
    if [ -s "$wrapper" ]; then
      echo "postgres:x:$(id -u):$(id -g)::$PGDATA:/bin/false" > /tmp/passwd
      echo "postgres:x:$(id -g):" > /tmp/group
      export LD_PRELOAD="$wrapper" NSS_WRAPPER_PASSWD=/tmp/passwd NSS_WRAPPER_GROUP=/tmp/group
      break
    fi
  done
fi
exec postgres --single -D "$PGDATA" -c exit_on_error=on -c log_statement=none -c log_min_error_statement=panic -c log_min_duration_statement=-1 template1 \\
  < "$STATEMENT_FILE" > /dev/null
`;
