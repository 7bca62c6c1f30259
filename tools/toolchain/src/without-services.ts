import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What package scripts call to start services, to have them started at every boot, and to make a database of the system's own. */
const CALLED = ["invoke-rc.d", "deb-systemd-invoke", "deb-systemd-helper", "update-rc.d", "pg_createcluster"];
/** Does nothing, and says that all is well. */
const NOTHING = "#!/bin/sh\nexit 0\n";
/** apt's own default. */
const SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Options of apt under which packages bring their programs and nothing that runs. They hold for that one call: the
 * usual way, a policy for the whole machine, would stay behind when the call is killed.
 * @param home folder of everything the toolchain keeps
 */
export function withoutServices(home: string): readonly string[] {
  const folder = join(home, "debian", "no-services");
  mkdirSync(folder, { recursive: true });
  for (const name of CALLED) {
    const path = join(folder, name);
    writeFileSync(`${path}.${process.pid}`, NOTHING);
    chmodSync(`${path}.${process.pid}`, 0o755);
    renameSync(`${path}.${process.pid}`, path);
  }
  return ["-o", `DPkg::Path=${folder}:${SYSTEM_PATH}`];
}
