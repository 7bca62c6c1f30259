import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { ContainerPlace, Running } from "../fixtures/containers.ts";
import { eventually } from "../fixtures/eventually.ts";

const PORT = 3000;
const PAUSE_MS = 100;
/** A month from now. */
const DATE = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
const PASSWORD = "a password of nobody";

const SERVICES = ["auth", "tour", "booking", "expiration", "payment", "review", "client"] as const;
type Service = (typeof SERVICES)[number];
type Environment = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

interface Answer { readonly status: number; readonly body: Fields }
/** What is sent beside method and path. */
interface Sent { readonly token?: string; readonly body?: unknown }

/** A text of an answer. */
function text({ status, body }: Answer, name: string): string {
  const value = body[name];
  assert.ok(typeof value === "string", `no ${name} in ${status} ${JSON.stringify(body)}`);
  return value;
}

/** Rows of a list. */
function items({ status, body }: Answer): readonly Fields[] {
  assert.ok(Array.isArray(body["items"]), `no list in ${status} ${JSON.stringify(body)}`);
  return body["items"] as readonly Fields[];
}

/** The answer, if it has the status that it should have. */
async function expected(status: number, asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer;
}

/** Checks of the seven services, which run together as in a cluster. */
export function tourContainers(place: () => ContainerPlace): void {
  describe("The services of a travel platform in containers", function () {
    this.timeout(180_000);
    const random = (): string => randomBytes(24).toString("hex");
    const own = { JWT_ACCESS_SECRET: random(), JWT_REFRESH_SECRET: random(), PAYMENT_SECRET_KEY: random(), PAYMENT_STORE_ID: random(), OAUTH_CLIENT_ID: random(), OAUTH_CLIENT_SECRET: random() };
    const running = new Map<string, Running>();
    /** What no log may tell. */
    const secrets = new Set<string>([...Object.values(own), PASSWORD]);

    const start = async (name: string, service: Service, env: Environment): Promise<Running> => {
      const image = place().images[service];
      assert.ok(image !== undefined, `there is no image of ${service}`);
      const container = await place().containers.run(name, image, { port: PORT, env: { NODE_ENV: "production", PORT: String(PORT), ...env } });
      running.set(name, container);
      return container;
    };
    /** Variables for servers; their passwords are secrets. */
    const stores = (client: string, urls: Environment): Environment => {
      for (const url of Object.values(urls)) secrets.add(new URL(url).password);
      return { ...urls, NATS_CLUSTER_ID: "tour", NATS_CLIENT_ID: client };
    };
    const send = async (service: string, method: string, path: string, { token, body }: Sent = {}): Promise<Response> => {
      const container = running.get(service);
      assert.ok(container !== undefined, `${service} is not running`);
      const headers = { ...(body === undefined ? {} : { "content-type": "application/json" }), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
      return fetch(`${container.url}${path}`, { method, headers, redirect: "manual", ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }) });
    };
    const ask = async (service: string, method: string, path: string, sent?: Sent): Promise<Answer> => {
      const response = await send(service, method, path, sent);
      const said = await response.text();
      return { status: response.status, body: (said === "" ? {} : JSON.parse(said)) as Fields };
    };
    const api = async (service: Service, method: string, path: string, sent?: Sent): Promise<Answer> => ask(service, method, `/api/v1${path}`, sent);

    /** A new user, who is signed in. */
    const signUp = async (): Promise<{ readonly email: string; readonly id: string; readonly token: string; readonly refreshToken: string }> => {
      const email = `${randomBytes(6).toString("hex")}@example.com`;
      const answer = await expected(201, api("auth", "POST", "/auth/signup", { body: { email, name: "Ada", password: PASSWORD } }));
      const [token, refreshToken] = [text(answer, "accessToken"), text(answer, "refreshToken")];
      secrets.add(token).add(refreshToken);
      return { email, id: text({ ...answer, body: answer.body["user"] as Fields }, "id"), token, refreshToken };
    };
    /** A token as auth signs it. */
    const signed = (role: string, seconds = 60, key = own.JWT_ACCESS_SECRET): string => {
      const parts = [{ alg: "HS256" }, { sub: "somebody", iss: "tour", role, exp: Math.floor(Date.now() / 1000) + seconds }].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
      return `${parts}.${createHmac("sha256", key).update(parts).digest("base64url")}`;
    };
    const newTour = async (token: string, title = "Seoul on foot"): Promise<string> =>
      text(await expected(201, api("tour", "POST", "/tours", { token, body: { title, summary: "Palaces and markets", days: 2, price: 250_000, currency: "KRW" } })), "id");
    const book = async (token: string, tour: string): Promise<Answer> => eventually(async () => expected(201, api("booking", "POST", `/tours/${tour}/bookings`, { token, body: { people: 2, date: DATE } })));
    /** Waits until a booking is as it should be. */
    const booked = async (token: string, id: string, fields: Fields): Promise<void> =>
      eventually(async () => {
        const { body } = await api("booking", "GET", `/bookings/${id}`, { token });
        assert.deepEqual(Object.fromEntries(Object.keys(fields).map((name) => [name, body[name]])), fields);
      });

    before(async () => {
      const { JWT_ACCESS_SECRET, JWT_REFRESH_SECRET, PAYMENT_SECRET_KEY, PAYMENT_STORE_ID, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET } = own;
      const more: Readonly<Partial<Record<Service, Environment>>> = { auth: { JWT_REFRESH_SECRET, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET }, payment: { PAYMENT_SECRET_KEY, PAYMENT_STORE_ID } };
      const NATS_URL = (await place().servers.nats()).url;
      for (const service of ["auth", "tour", "booking", "payment", "review"] as const) await start(service, service, { ...stores(`${service}-1`, { NATS_URL, MONGO_URI: (await place().servers.mongo(service)).url }), JWT_ACCESS_SECRET, ...more[service] });
      await start("client", "client", {});
      for (const container of running.values()) await container.ready("/health/ready");
    });
    after(async () => Promise.all([...running.values()].map(async (container) => container.stop())));

    it("sign users up and in, know who asks, take a refresh token once, and say why no provider of identities can be used", async () => {
      const { email, id, token, refreshToken } = await signUp();
      const again = await expected(200, api("auth", "POST", "/auth/signin", { body: { email: email.toUpperCase(), password: PASSWORD } }));
      assert.equal((await api("auth", "GET", "/auth/me", { token: text(again, "accessToken") })).body["email"], email);
      assert.deepEqual((await api("auth", "GET", `/users/${id}`)).body, { id, name: "Ada" });
      assert.equal((await api("auth", "PATCH", "/users/me", { token, body: { name: "Grace" } })).body["name"], "Grace");
      const refreshed = await expected(200, api("auth", "POST", "/auth/refresh", { body: { refreshToken } }));
      assert.equal((await api("auth", "GET", "/users/me", { token: text(refreshed, "accessToken") })).body["name"], "Grace");
      await expected(401, api("auth", "POST", "/auth/refresh", { body: { refreshToken } }));
      await expected(401, api("auth", "POST", "/auth/signin", { body: { email, password: "another password" } }));
      await expected(409, api("auth", "POST", "/auth/signup", { body: { email, name: "Eve", password: PASSWORD } }));
      assert.equal(text(await expected(501, api("auth", "GET", "/oauth2/start")), "error"), "no provider is set up here: OAUTH_ISSUER, OAUTH_REDIRECT_URI not set");
    });

    it("make, show, change and withdraw tours", async () => {
      const [{ token }, other] = [await signUp(), await signUp()];
      const id = await newTour(token);
      assert.equal((await api("tour", "GET", `/tours/${id}`)).body["price"], 250_000);
      await expected(403, api("tour", "PATCH", `/tours/${id}`, { token: other.token, body: { days: 3 } }));
      assert.equal((await api("tour", "PATCH", `/tours/${id}`, { token, body: { days: 3 } })).body["days"], 3);
      await expected(204, api("tour", "DELETE", `/tours/${id}`, { token }));
      await expected(404, api("tour", "GET", `/tours/${id}`));
      await eventually(async () => expected(404, api("booking", "POST", `/tours/${id}/bookings`, { token, body: { people: 1, date: DATE } })));
    });

    it("give long lists in parts, the newest first", async () => {
      const { token } = await signUp();
      const [first, second, third] = [await newTour(token), await newTour(token), await newTour(token)];
      const page = await api("tour", "GET", "/tours?limit=2");
      assert.deepEqual(items(page).map(({ id }) => id), [third, second]);
      assert.equal(items(await api("tour", "GET", `/tours?limit=1&before=${text(page, "next")}`))[0]?.["id"], first);
    });

    it("book a tour, take one payment for it, and know from then on that it is paid", async () => {
      const [{ token }, stranger] = [await signUp(), await signUp()];
      const booking = await book(token, await newTour(token));
      const id = text(booking, "id");
      assert.deepEqual([booking.body["amount"], booking.body["status"]], [500_000, "pending"]);
      await expected(404, api("booking", "GET", `/bookings/${id}`, { token: stranger.token }));
      const payment = await eventually(async () => expected(201, api("payment", "POST", "/payments", { token, body: { bookingId: id } })));
      assert.match(text(payment, "receipt"), /^[\w-]{43}$/);
      await expected(409, api("payment", "POST", "/payments", { token, body: { bookingId: id } }));
      await expected(404, api("payment", "POST", "/payments", { token: stranger.token, body: { bookingId: id } }));
      assert.deepEqual(items(await api("payment", "GET", "/payments", { token })).map(({ bookingId }) => bookingId), [id]);
      await booked(token, id, { status: "paid", paymentId: text(payment, "id") });
      await expected(409, api("booking", "DELETE", `/bookings/${id}`, { token }));
    });

    it("cancel a booking for its owner, after which nobody pays for it", async () => {
      const { token } = await signUp();
      const id = text(await book(token, await newTour(token)), "id");
      assert.equal((await api("booking", "DELETE", `/bookings/${id}`, { token })).body["status"], "cancelled");
      await expected(200, api("booking", "DELETE", `/bookings/${id}`, { token }));
      const refused = await eventually(async () => expected(409, api("payment", "POST", "/payments", { token, body: { bookingId: id } })));
      assert.equal(text(refused, "error"), "the booking is cancelled");
    });

    it("take one review of a tour from each user, and show who wrote it", async () => {
      const [{ token }, stranger] = [await signUp(), await signUp()];
      const path = `/tours/${await newTour(token)}/reviews`;
      const review = { rating: 5, text: "Worth every step" };
      const id = text(await eventually(async () => expected(201, api("review", "POST", path, { token, body: review }))), "id");
      await expected(409, api("review", "POST", path, { token, body: review }));
      await eventually(async () => assert.deepEqual(items(await api("review", "GET", path)).map(({ rating, author }) => [rating, author]), [[5, "Ada"]]));
      await expected(403, api("review", "DELETE", `/reviews/${id}`, { token: stranger.token }));
      assert.equal((await api("review", "PUT", `/reviews/${id}`, { token, body: { ...review, rating: 4 } })).body["rating"], 4);
      assert.deepEqual(items(await api("review", "GET", "/reviews", { token })).map((mine) => mine["id"]), [id]);
      await expected(204, api("review", "DELETE", `/reviews/${id}`, { token }));
      await expected(404, api("review", "GET", `/reviews/${id}`));
    });

    for (const [service, method, path] of [["auth", "GET", "/auth/me"], ["tour", "POST", "/tours"], ["booking", "GET", "/bookings"], ["payment", "POST", "/payments"], ["review", "GET", "/reviews"]] as const) {
      it(`let nobody in to ${method} ${path} without a token, or with one that is old or forged`, async () => {
        for (const sent of [{}, { token: signed("user", -5) }, { token: signed("user", 60, random()) }, { token: "no.token.atall" }]) await expected(401, api(service, method, path, sent));
      });
    }

    for (const [service, path] of [["auth", "/admin/users"], ["tour", "/admin/tours"], ["booking", "/admin/bookings"], ["review", "/admin/reviews"]] as const) {
      it(`show ${path} to administrators alone`, async () => {
        await expected(401, api(service, "GET", path));
        await expected(403, api(service, "GET", path, { token: signed("user") }));
        items(await expected(200, api(service, "GET", path, { token: signed("admin") })));
      });
    }

    it("refuse what is malformed, and say what is wrong with it", async () => {
      const cases: readonly (readonly [Service, string, unknown, RegExp])[] = [
        ["auth", "/auth/signup", { email: "nobody", name: " ", password: "short" }, /^email: .*; name: .*; password: /],
        ["auth", "/auth/signin", "{", /JSON/],
        ["tour", "/tours", { title: "", days: 0, price: 1.5, currency: "won", more: true }, /title: .*days: .*price: .*currency: .*more/],
        ["booking", "/tours/none/bookings", { people: 0, date: "2020-01-01" }, /people: .*date: is past/],
        ["payment", "/payments", {}, /bookingId: /],
        ["review", "/tours/none/reviews", { rating: 6, text: "" }, /rating: .*text: /],
      ];
      for (const [service, path, body, reason] of cases) assert.match(text(await expected(400, api(service, "POST", path, { token: signed("user"), body })), "error"), reason);
      await expected(400, api("tour", "GET", "/tours?limit=0"));
    });

    it("answer 404 in JSON to what is not there", async () => {
      const missing = [["auth", "/users/none"], ["tour", "/tours/none"], ["booking", "/bookings/none"], ["payment", "/payments/none"], ["review", "/reviews/none"], ["tour", "/nothing"]] as const;
      for (const [service, path] of missing) assert.match(text(await expected(404, api(service, "GET", path, { token: signed("user") })), "error"), /^there is no/);
    });

    it("show pages with tours on them, in which nothing that users wrote is HTML", async () => {
      const id = await newTour(signed("user"), "<b>Busan</b> & sea");
      const list = await send("client", "GET", "/");
      assert.equal(list.status, 200);
      assert.match(list.headers.get("content-type") ?? "", /^text\/html/);
      assert.ok((await list.text()).includes(`<a href="/tours/${id}">&lt;b&gt;Busan&lt;/b&gt; &amp; sea</a>, 2 days, ₩250,000`));
      assert.match(await (await send("client", "GET", `/tours/${id}`)).text(), /<h1>&lt;b&gt;Busan/);
      for (const path of ["/tours/none", "/anything/below"]) {
        const page = await send("client", "GET", path);
        assert.equal(page.status, 404);
        assert.match(await page.text(), /<h1>Not found<\/h1>/);
      }
    });

    it("start before their stores do, say that they are not ready, and end with 0 even so", async () => {
      const away = await start("away", "tour", { MONGO_URI: "mongodb://nobody:nothing@127.0.0.1:1/tour", NATS_URL: "nats://nobody:nothing@127.0.0.1:1", JWT_ACCESS_SECRET: own.JWT_ACCESS_SECRET });
      await away.ready("/health");
      const { body } = await expected(503, ask("away", "GET", "/health/ready"));
      assert.deepEqual(body["problems"], ["mongodb was not reached yet", "nats was not reached yet", "outbox was not reached yet"]);
      await expected(503, ask("away", "GET", "/api/v1/tours"));
      assert.equal(await away.stop(), 0);
    });

    it("end at once with a line for each setting that is wrong, and repeat none", async () => {
      const wrong = await start("wrong", "payment", { PORT: "none", NATS_URL: "http://wrong-address", JWT_ACCESS_SECRET: "too-short" });
      running.delete("wrong");
      await assert.rejects(wrong.ready("/health"), /ended with exit code 1/);
      const told = ["JWT_ACCESS_SECRET must be at least 32 characters", "MONGO_URI is required", "NATS_URL must be an address that begins with nats:// or tls://", "PAYMENT_SECRET_KEY is required", "PAYMENT_STORE_ID is required", "PORT must be a whole number from 1 to 65535"];
      assert.deepEqual((await wrong.logs()).split("\n").sort(), told);
    });

    describe("with deadlines that pass", () => {
      /** Two of one service: no deadline may be told twice. */
      const pods = ["expiration", "expiration-2"];

      before(async () => {
        const urls = { NATS_URL: (await place().servers.nats()).url, REDIS_URL: (await place().servers.redis()).url };
        for (const name of pods) await (await start(name, "expiration", { ...stores(name, urls), EXPIRATION_SECONDS: "1" })).ready("/health/ready");
      });

      it("cancel what was not paid in time, once, and leave alone what was paid", async () => {
        const { token } = await signUp();
        const tour = await newTour(token);
        const ids = [text(await book(token, tour), "id"), text(await book(token, tour), "id")];
        for (const id of ids) await booked(token, id, { status: "cancelled", reason: "not paid in time" });
        const lines = (await Promise.all(pods.map(async (name) => running.get(name)?.logs()))).join("\n").split("\n");
        for (const id of ids) assert.equal(lines.filter((line) => line.includes(id)).length, 1, lines.join("\n"));
        const all = items(await api("booking", "GET", "/admin/bookings?limit=100", { token: signed("admin") }));
        assert.deepEqual(all.filter(({ id }) => ids.includes(String(id))).map(({ version }) => version), [2, 2]);
        assert.ok(all.some(({ status }) => status === "paid"));
      });

      it("are all alive and ready", async () => {
        for (const service of SERVICES) for (const path of ["/health", "/health/ready"]) await expected(200, ask(service, "GET", path));
      });

      it("end with 0 within a few seconds when they are told to, and finish what they do", async () => {
        const [begun, open] = [Date.now(), signUp()];
        await pause(PAUSE_MS / 2);
        const codes = await Promise.all([...running].map(async ([name, container]) => ({ name, code: await container.stop() })));
        assert.deepEqual(codes.filter(({ code }) => code !== 0), []);
        assert.ok(Date.now() - begun < 15_000);
        await open;
      });

      it("tell no secret in what they log", async () => {
        for (const [name, container] of running) {
          const logs = await container.logs();
          assert.match(logs, /"msg":"stopped"/, name);
          for (const secret of secrets) assert.ok(!logs.includes(secret), `${name} tells a secret`);
        }
      });
    });
  });
}
