import { Mongo, Nats, Postgres, Redis, mongoProblems, natsProblems, postgresProblems, redisProblems } from "@moorage/data";

/** What each kind of data is made by, and what finds its problems. */
export const dataKinds = {
  postgres: { title: "Postgres", Component: Postgres, problems: postgresProblems },
  redis: { title: "Redis", Component: Redis, problems: redisProblems },
  mongo: { title: "Mongo", Component: Mongo, problems: mongoProblems },
  nats: { title: "Nats", Component: Nats, problems: natsProblems },
} as const;
