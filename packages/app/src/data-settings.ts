import type { DataSettings } from "@moorage/data";
import type { Platform } from "@moorage/platform";
import type { DataDescription } from "./data-description.ts";

/** A description's plain part, with what the platform decides where it says nothing itself. */
export function dataSettings({ kind, namespace, password, passwordVersion, certificateAuthority, transform, ...settings }: DataDescription, platform: Platform): DataSettings {
  return {
    ...settings,
    mode: settings.mode ?? platform.databases,
    ...(settings.storageClass === undefined && platform.storageClass !== undefined ? { storageClass: platform.storageClass } : {}),
  };
}
