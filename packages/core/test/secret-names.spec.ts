import assert from "node:assert/strict";
import { namedLikeSecret } from "../src/index.ts";

describe("a variable's name", () => {
  for (const name of ["PASSWORD", "DB_PASSWORD", "POSTGRES_PASS", "db_pwd", "JWT_SECRET", "JWT_KEY", "STRIPE_KEY", "API_KEY", "apikey", "NPM_TOKEN", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "PRIVATE_KEY", "userPassword", "SENTRY_DSN", "CREDENTIALS"]) {
    it(`tells of a secret when it is ${name}`, () => assert.equal(namedLikeSecret(name), true));
  }
  for (const name of ["LOG_LEVEL", "API_PORT", "PASSWORD_FILE", "TOKEN_PATH", "SECRET_NAME", "TOKEN_URL", "SESSION_TTL", "KEYBOARD", "PASSENGERS", "MONKEY", "TOKENIZER", "COMPASS", "DATABASE_HOST"]) {
    it(`tells of none when it is ${name}`, () => assert.equal(namedLikeSecret(name), false));
  }
});
