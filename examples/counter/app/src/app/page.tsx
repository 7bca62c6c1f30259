import type { ReactNode } from "react";
import { readSettings } from "../../process/settings.ts";
import { counter } from "../counter.ts";

export const dynamic = "force-dynamic";

export default async function Page(): Promise<ReactNode> {
  const { pod, release } = readSettings(process.env);
  const count = await counter().read();
  return (
    <>
      <h1>Counter</h1>
      {count === undefined ? <p role="alert">The count cannot be reached at the moment.</p> : <output>{count}</output>}
      <form method="post" action="/count">
        <button type="submit">Count</button>
      </form>
      <footer>
        <p>Answered by {pod}</p>
        {release === undefined ? null : <p>Release {release}</p>}
      </footer>
    </>
  );
}
