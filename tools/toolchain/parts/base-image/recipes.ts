/** What a base image that is made here holds. */
export interface BaseImageRecipe {
  /** Repository name, under a host that no registry has, so that it is never pulled by mistake. */
  readonly name: string;
  /** Debian packages on top of the smallest system. */
  readonly packages: readonly string[];
  /** npm packages that are installed for everybody, with their exact versions. @default none */
  readonly npm?: readonly string[];
}

const NODE = "24.11.1";
const NPM = "11.6.2";

/** Official builds of Node.js are on npm too, one package for each kind of processor. */
const nodeBinary = `node-linux-${process.arch === "arm64" ? "arm64" : "x64"}@${NODE}`;

/** What stands in for official base images, by what they hold. */
export const baseRecipes = Object.freeze({
  /** Python 3 with virtual environments, and what a FastAPI service over PostgreSQL imports. */
  python: {
    name: "moorage.local/python-base",
    packages: ["ca-certificates", "python3", "python3-fastapi", "python3-psycopg", "python3-psycopg-pool", "python3-uvicorn", "python3-venv"],
  },
  node: { name: "moorage.local/node-base", packages: ["ca-certificates", "libstdc++6"], npm: [nodeBinary, `npm@${NPM}`] },
  maven: { name: "moorage.local/maven-base", packages: ["ca-certificates", "maven", "openjdk-17-jdk-headless"] },
  jre: { name: "moorage.local/jre-base", packages: ["ca-certificates", "openjdk-17-jre-headless"] },
} satisfies Readonly<Record<string, BaseImageRecipe>>);
