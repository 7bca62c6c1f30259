// The layering rule of ARCHITECTURE.md:
//   core <- {image, namespace, secret, network, platform, pod <- {workload, data}} <- app <- project <- stacks,  core <- config <- project,
//   {cluster, machine} <- platform,  {core, cluster, config, machine, outputs, preview, testing, toolchain} <- cli
const layers = {
  core: [],
  testing: [],
  machine: [],
  cluster: [],
  config: ["core"],
  image: ["core"],
  namespace: ["core"],
  secret: ["core"],
  pod: ["core"],
  workload: ["core", "pod"],
  network: ["core"],
  data: ["core", "pod"],
  platform: ["core", "cluster", "machine"],
  app: ["core", "image", "namespace", "secret", "pod", "workload", "network", "data", "platform"],
  project: ["core", "config", "platform", "data", "app", "outputs"],
  outputs: ["core"],
  preview: ["core"],
  cli: ["core", "outputs", "preview", "cluster", "config", "machine", "testing"],
};

const layering = Object.entries(layers).map(([name, below]) => ({
  name: `layer-${name}`,
  comment: `${name} may import ${below.length === 0 ? "no package of the workspace" : below.join(", ")} and nothing else of the workspace`,
  severity: "error",
  from: { path: `^packages/${name}/src/` },
  to: { path: "^(packages|stacks|test)/", pathNot: `^packages/(${[name, ...below].join("|")})/src/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...layering,
    { name: "tools-stand-alone", severity: "error", comment: "the toolchain is got before anything else works", from: { path: "^tools/toolchain/" }, to: { path: "^(packages|stacks|test)/" } },
    { name: "one-door-for-configuration", severity: "error", comment: "component packages take plain arguments", from: { path: "^packages/(?!config/|project/|cli/)[^/]+/src/" }, to: { path: "^packages/config/" } },
    { name: "packages-by-their-front-door", severity: "error", comment: "a package is imported by what its exports name: its index, and what is to be had without loading all of it", from: { path: "^packages/([^/]+)/" }, to: { path: "^packages/([^/]+)/src/(?!(?:index|engine)\\.ts$)", pathNot: "^packages/$1/" } },
    { name: "no-cycles", severity: "error", comment: "data flows one way", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "resolvable", severity: "error", comment: "every import leads somewhere", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/|^examples/[^/]+/[^/]+/" },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: false,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"], extensions: [".ts", ".mjs", ".js", ".json"] },
  },
};
