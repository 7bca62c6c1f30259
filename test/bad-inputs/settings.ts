import { CANARY } from "./canary.ts";

/** One bad stack file and what its author is told. */
export interface BadSettings {
  /** Its number in the catalogue of bad inputs. */
  readonly number: number;
  readonly title: string;
  readonly stack: "dev" | "prod";
  /** Lines that take the place of good ones, by key; `undefined` takes a key away. */
  readonly config: Readonly<Record<string, string | undefined>>;
  /** Each matches one line. */
  readonly says: readonly RegExp[];
}

const set = (stack: string, rest: string): RegExp => new RegExp(`Fix: pulumi config set --stack ${stack} ${rest}`);

/** Bad settings, by the number that each has in the catalogue. */
export const badSettings: readonly BadSettings[] = [
  { number: 1, title: "a missing setting", stack: "dev", config: { "moorage:host": undefined }, says: [/Pulumi\.dev\.yaml: moorage:host: is required and not set/, set("dev", "moorage:host board.localhost")] },
  { number: 2, title: "a missing secret", stack: "dev", config: { "moorage:databasePassword": undefined }, says: [/moorage:databasePassword: is required and not set/, set("dev", "--secret moorage:databasePassword")] },
  { number: 3, title: "a secret in plain text", stack: "dev", config: { "moorage:databasePassword": CANARY }, says: [/moorage:databasePassword: is a secret in plain text; got a value, not shown here; expected an encrypted value/, set("dev", "--secret moorage:databasePassword")] },
  { number: 4, title: "an encrypted value where everybody may look", stack: "dev", config: { "moorage:host": "$secret" }, says: [/moorage:host: is encrypted, and it is no secret/] },
  { number: 5, title: "a slip of the pen", stack: "dev", config: { "moorage:replica": '"3"' }, says: [/moorage:replica: is no setting; .*Fix: did you mean replicas\?/] },
  { number: 6, title: "a slip of the pen in an object", stack: "prod", config: { "moorage:database": "{ server: db.example.com, prot: 5433 }" }, says: [/moorage:database\.prot: is no setting; .*Fix: did you mean port\?/] },
  { number: 7, title: "a setting under another project's name", stack: "dev", config: { "board:replicas": '"3"' }, says: [/board:replicas: is a setting of this project under another's name.*rename it to moorage:replicas/] },
  { number: 8, title: "a word for a number", stack: "dev", config: { "moorage:replicas": "three" }, says: [/moorage:replicas: cannot be used; got "three"; expected a whole number from 1 to 100/] },
  ...["0", "-1", "1.5"].map((replicas): BadSettings => ({ number: 9, title: `${replicas} replicas`, stack: "dev", config: { "moorage:replicas": `"${replicas}"` }, says: [new RegExp(`moorage:replicas: cannot be used; got "${replicas}"; expected a whole number from 1 to 100`)] })),
  { number: 10, title: "one replica in production", stack: "prod", config: { "moorage:replicas": "1" }, says: [/replicas: .*got 1; expected .*2/] },
  { number: 11, title: "yes for true", stack: "prod", config: { "moorage:rehearsal": '"yes"' }, says: [/moorage:rehearsal: cannot be used; got "yes"; expected true or false/] },
  { number: 19, title: "a host with a scheme", stack: "dev", config: { "moorage:host": "https://board.localhost" }, says: [/moorage:host: cannot be used; got "https:\/\/board\.localhost"; expected a host name only: board\.localhost/] },
  { number: 19, title: "a host with a path", stack: "dev", config: { "moorage:host": "board.localhost/api" }, says: [/moorage:host: cannot be used.*expected a host name only; paths are separate/] },
  { number: 27, title: "no registry in production", stack: "prod", config: { "moorage:registry": undefined }, says: [/moorage:registry: is required and not set/, set("prod", "moorage:registry ghcr\\.io/your-team")] },
  { number: 43, title: "a stack that names another environment", stack: "dev", config: { "moorage:environment": "prod" }, says: [/moorage:environment: disagrees with the name of the stack dev; got "prod"; expected dev/] },
  { number: 44, title: "production on a cluster of this machine", stack: "prod", config: { "moorage:rehearsal": undefined }, says: [/stack prod: .*context "moorage".*127\.0\.0\.1/] },
  { number: 45, title: "no managed database in production", stack: "prod", config: { "moorage:database": undefined }, says: [/moorage:database: is required and not set/, set("prod", "--path moorage:database\\.server database\\.example\\.com")] },
  { number: 46, title: "a managed database without TLS", stack: "prod", config: { "moorage:database": "{ server: db.example.com, tls: disable }" }, says: [/Postgres postgres: .*tls/i] },
  { number: 46, title: "a managed database without its password", stack: "prod", config: { "moorage:databasePassword": undefined }, says: [/moorage:databasePassword: is required and not set/] },
];

/** Everything that can be wrong with one stack file, in one run. */
export const everySetting: BadSettings = {
  number: 0,
  title: "everything at once",
  stack: "dev",
  config: { "moorage:host": undefined, "moorage:databasePassword": CANARY, "moorage:replica": "1", "moorage:replicas": "three", "moorage:logLevel": "LOUD", "board:host": "a" },
  says: [/moorage:host: is required/, /moorage:databasePassword: is a secret in plain text/, /moorage:replica: is no setting/, /moorage:replicas: cannot be used/, /moorage:logLevel: cannot be used/, /board:host: is a setting of this project/],
};

/** Stack files that are no YAML, and where they say so. */
export const badYaml: readonly { readonly title: string; readonly text: string; readonly says: RegExp }[] = [
  { title: "a key twice", text: "config:\n  moorage:host: a\n  moorage:host: b\n", says: /^error: Pulumi\.dev\.yaml:3:3: / },
  { title: "a tab", text: "config:\n\tmoorage:host: a\n", says: /^error: Pulumi\.dev\.yaml:2:1: / },
  { title: "an open quote", text: 'config:\n  moorage:host: "a\n', says: /^error: Pulumi\.dev\.yaml:\d+:\d+: / },
];
