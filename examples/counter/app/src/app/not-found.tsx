import type { ReactNode } from "react";

export default function NotFound(): ReactNode {
  return (
    <>
      <h1>Not found</h1>
      <p>
        <a href="/">Back to the counter</a>
      </p>
    </>
  );
}
