import type { Mask } from "./masker.ts";
import type { Policies, PolicyViolation } from "./model.ts";
import { plainText } from "./plain-text.ts";
import type { Facts } from "./step.ts";
import { subjectOf } from "./subject.ts";

/** What policy packs found, the mandatory first; the same finding about the same resource once. */
export function policiesOf({ findings, packs, known }: Facts, mask: Mask): Policies {
  const violations = findings
    .filter(({ level }) => level !== "disabled" && level !== "none")
    .map(({ pack, policy, level, message, urn }): PolicyViolation => {
      const resource = subjectOf(urn, known);
      return { policy: mask(`${pack}/${policy}`), mandatory: level === "mandatory", ...(resource === undefined ? {} : { resource: mask(resource) }), message: mask(plainText(message)) };
    });
  const unique = new Map(violations.map((violation) => [JSON.stringify(violation), violation]));
  return { packs: [...new Set([...packs, ...findings.map(({ pack }) => pack)].map(packName))].sort().map(mask), violations: [...unique.values()].sort(inOrder) };
}

/** Of a pack in a folder the engine says as well where that is: `house-rules|local|/home/…`. */
function packName(pack: string): string {
  return pack.split("|")[0] ?? pack;
}

function inOrder(one: PolicyViolation, other: PolicyViolation): number {
  if (one.mandatory !== other.mandatory) return one.mandatory ? -1 : 1;
  return text(one) < text(other) ? -1 : 1;
}

function text({ policy, resource = "", message }: PolicyViolation): string {
  return JSON.stringify([policy, resource, message]);
}
