import { connect } from "node:net";

/** Whether somebody listens at a socket of the file system. A program that was killed leaves its socket behind, and nobody does. */
export async function socketListens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
