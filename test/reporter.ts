import Mocha from "mocha";
import { skipReasons } from "@moorage/testing";

const { EVENT_RUN_END } = Mocha.Runner.constants;

/** Mocha's own list of tests, and closing lines that leave nothing unsaid: what was skipped and why, then the counts. */
export default class ClosingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      if (pending > 0) console.log("Skipped:");
      for (const reason of pending > 0 ? reasons() : []) console.log(`  ${reason}`);
      console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
    });
  }
}

function reasons(): readonly string[] {
  const given = skipReasons();
  return given.length > 0 ? given : ["no reason was given: that is a fault of the test"];
}
