/**
 * Networks within the node. They are the same for every clone: each node has network namespaces of its own, and nothing outside
 * ever sees them.
 */
export const POD_NETWORK = "10.244.0.0/16";
/** Where Services are. */
export const SERVICE_NETWORK = "10.96.0.0/16";
/** The API server, as pods know it: the first address of Services. */
export const KUBERNETES_ADDRESS = "10.96.0.1";
/** What pods ask for names. */
export const DNS_ADDRESS = "10.96.0.10";
/** Port of the API server on the node. */
export const API_PORT = 6443;
/** Domain of the cluster's names. */
export const DOMAIN = "cluster.local";
