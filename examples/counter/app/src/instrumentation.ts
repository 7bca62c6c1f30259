/** Called once when the server starts, so that the connection is there before the first request. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { counter } = await import("./counter.ts");
  counter();
}
