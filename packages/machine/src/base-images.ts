/**
 * Images that Dockerfiles of this repository build upon, by what they hold. Here and in the Dockerfiles' own defaults: a
 * machine that cannot pull one makes a stand-in beforehand.
 */
export const baseImages = Object.freeze({
  python: "python:3.13.7-slim-bookworm",
  node: "node:24.11.1-bookworm-slim",
  maven: "maven:3.9.9-eclipse-temurin-17",
  jre: "eclipse-temurin:17.0.13_11-jre-jammy",
});
