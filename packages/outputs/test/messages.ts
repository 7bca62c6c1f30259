import assert from "node:assert/strict";
import { InputError } from "@moorage/core";
import { valueOf } from "@moorage/testing";
import type * as pulumi from "@pulumi/pulumi";

/** The lines of the InputError that something throws. */
export function linesOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    return lines(error);
  }
  return assert.fail("nothing was wrong");
}

/** The lines of the InputError that an Output ends in. */
export async function linesWithin(output: pulumi.Output<unknown>): Promise<readonly string[]> {
  try {
    await valueOf(output);
  } catch (error) {
    return lines(error);
  }
  return assert.fail("nothing was wrong");
}

function lines(error: unknown): readonly string[] {
  assert.ok(error instanceof InputError, String(error));
  return error.message.split("\n");
}
