/**
 * Images that the Dockerfiles of `apps` build upon, by what they hold. Here and in the Dockerfiles' own defaults: a
 * machine that cannot pull one makes a stand-in beforehand.
 */
export const baseImages = Object.freeze({
  python: "python:3.13.7-slim-bookworm",
});
