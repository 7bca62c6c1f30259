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
