/**
 * A shell script that makes one dump in `$BACKUP_FOLDER` and removes the oldest beyond `$BACKUP_KEEP`. A dump has its name only once it is
 * whole, so that a job that was killed leaves nothing which looks like one, and no good dump is removed for it.
 * @param command Line that writes to `"$file.part"`.
 */
export function backupScript(command: string): string {
  return `
umask 027
cd "$BACKUP_FOLDER"
rm -f -- *.part
file="$(date -u +%Y%m%dT%H%M%SZ).dump"
${command}
mv -- "$file.part" "$file"
ls -1r -- *.dump | tail -n "+$((BACKUP_KEEP + 1))" | while read -r old; do rm -f -- "$old"; done
`;
}
