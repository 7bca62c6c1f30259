/** What the author of an Ingress meant: the service that answers each path of its host. */
export interface RouteTable {
  /** Name of the system. */
  readonly system: string;
  readonly host: string;
  /** Services by path. */
  readonly paths: Readonly<Record<string, string>>;
}

function all(service: string, ...paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, service]));
}

/** One table for each Ingress of the repository. */
export const routeTables: readonly RouteTable[] = [
  {
    system: "board",
    host: "board.localhost",
    paths: all(
      "board-api",
      ...["/", "/health", "/health/", "/health/ready", "/healthz", "/cards", "/cards/", "/cards/1", "/cards/1/comments", "/CARDS"],
      ...["/docs", "/openapi.json", "/api", "/api/v1", "/static/app.js", "/a/b/c/d/e/f", "/..%2f", "/%20", "/index.html", "/favicon.ico", "/.well-known/x"],
    ),
  },
  {
    system: "compose-migration",
    host: "app.example.local",
    paths: {
      ...all("api-backend", "/api", "/api/", "/api/measurements", "/api/measurements/", "/api/measurements/12", "/data", "/data/", "/data/temperature", "/data/a/b", "/health", "/health/", "/health/ready"),
      ...all("web-frontend", "/", "/apis", "/apix", "/api-docs", "/database", "/data-sets", "/healthz", "/healthcheck", "/_stcore/health", "/_stcore/stream", "/static/js/main.js", "/API", "/Data", "/v1/api", "/media/api", "/favicon.png"),
    },
  },
  {
    system: "tour",
    host: "tour.xyz",
    paths: {
      ...all("auth", "/api/v1/auth", "/api/v1/auth/signin", "/api/v1/auth/", "/api/v1/oauth2", "/api/v1/oauth2/callback", "/api/v1/users", "/api/v1/users/me", "/api/v1/admin/users", "/api/v1/admin/users/7"),
      ...all("booking", "/api/v1/tours/7/bookings", "/api/v1/tours/7/bookings/", "/api/v1/tours/7/bookings/3", "/api/v1/bookings", "/api/v1/bookings/3", "/api/v1/admin/bookings", "/api/v1/admin/bookings/3"),
      ...all("payment", "/api/v1/payments", "/api/v1/payments/9"),
      ...all("review", "/api/v1/tours/7/reviews", "/api/v1/tours/7/reviews/2", "/api/v1/reviews", "/api/v1/reviews/2", "/api/v1/admin/reviews"),
      ...all("tour", "/api/v1/tours", "/api/v1/tours/", "/api/v1/tours/7", "/api/v1/tours/7/dates", "/api/v1/tours/bookings", "/api/v1/tours/reviews", "/api/v1/tours/7/bookingsheet", "/api/v1/tours/7/x/reviews", "/api/v1/admin/tours", "/api/v1/admin/tours/7"),
      ...all("client", "/", "/tours", "/tours/7", "/signin", "/api", "/api/v1", "/api/v1/", "/api/v1/authors", "/api/v1/userships", "/api/v1/toursx", "/api/v2/auth", "/x/api/v1/auth", "/api/v1/admin", "/api/v1/admin/payments"),
    },
  },
  {
    system: "counter",
    host: "counter.localhost",
    paths: all("counter", "/", "/api", "/api/", "/api/count", "/api/count/", "/api/health", "/api/health/ready", "/apis", "/_next/static/chunks/main.js", "/_next/data", "/favicon.ico", "/count", "/a", "/a/b", "/a/b/c", "/A", "/%41", "/index.html", "/robots.txt", "/health", "/.well-known/x"),
  },
];
