import { Containers } from "../fixtures/containers.ts";
import { Servers } from "../fixtures/servers.ts";
import { tourContainers } from "./tour-containers.ts";
import type { ContainerPlace } from "../fixtures/containers.ts";
describe("tour", function () {
  this.timeout(180_000);
  let place: ContainerPlace; let servers: Servers; let containers: Containers;
  before(async () => {
    containers = await Containers.start("/usr/bin/docker");
    servers = new Servers({ "redis-server": "/usr/bin/redis-server", ferretdb: "/root/.cache/moorage/parts/ferretdb/18074a004bf91e57db49/ferretdb", "nats-server": "/root/.cache/moorage/parts/nats-server/ad7dca770ce2ffebbf42/nats-server" });
    place = { containers, servers, images: Object.fromEntries(["auth","tour","booking","expiration","payment","review","client"].map((s) => [s, `tourx-${s}`])) };
  });
  after(async () => { await containers.dispose(); await servers.dispose(); });
  tourContainers(() => place);
});
