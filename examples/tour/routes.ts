import type { RouteDescription } from "@moorage/app";

/** What of `/api/v1/` each service answers, as regular expressions. */
const resources: Readonly<Record<string, readonly string[]>> = {
  auth: ["auth", "oauth2", "users", "admin/users"],
  booking: ["tours/[^/]+/bookings", "bookings", "admin/bookings"],
  payment: ["payments"],
  review: ["tours/[^/]+/reviews", "reviews", "admin/reviews"],
  tour: ["tours", "admin/tours"],
};

/** The routes of the one Ingress, in no particular order: what is specific comes before what is general by itself. */
export const routes: readonly RouteDescription[] = [
  { path: "/.*", match: "regex", service: "client" },
  ...Object.entries(resources).flatMap(([service, paths]) => paths.map((path): RouteDescription => ({ path: `/api/v1/${path}(/.*)?`, match: "regex", service }))),
];
