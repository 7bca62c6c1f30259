import type { PackageApi } from "./api.ts";
import { anchors } from "./arrangement.ts";
import { code } from "./markdown.ts";

/** Where each exported name is explained. */
export class Links {
  /** Targets by name and by page; several packages may export the same name. */
  readonly #targets = new Map<string, ReadonlyMap<string, string>>();
  /** Names that mean something within a type. */
  readonly #types = new Set<string>();
  readonly #page: string;

  private constructor(page: string) {
    this.#page = page;
  }

  /** Links as the page of `folder` needs them. */
  static from(folder: string, apis: readonly PackageApi[]): Links {
    const links = new Links(folder);
    for (const api of apis) {
      for (const { kind, name } of api.entries) if (kind === "class" || kind === "type") links.#types.add(name);
      for (const [name, anchor] of anchors(api)) links.#targets.set(name, new Map([...(links.#targets.get(name) ?? []), [api.folder, anchor]]));
    }
    return links;
  }

  /** A type with every name in it that is explained somewhere as a link. */
  type(text: string): string {
    const pieces: string[] = [];
    let plain = "";
    // What follows a dot is somebody else's, as `Service` is in `k8s.core.v1.Service`; what is in quotes is no name.
    for (const [word] of text.matchAll(/"[^"]*"|[\w$]+(?:\.[\w$]+)*|[^\w$"]+|"/g)) {
      const target = this.#types.has(word) ? this.#target(word) : undefined;
      if (target === undefined) plain += word;
      else {
        pieces.push(...(plain === "" ? [] : [code(plain)]), `[${code(word)}](${target})`);
        plain = "";
      }
    }
    return [...pieces, ...(plain === "" ? [] : [code(plain)])].join("");
  }

  /** An exported name as a link to where it is explained. */
  name(name: string): string {
    const target = this.#target(name);
    return target === undefined ? code(name) : `[${code(name)}](${target})`;
  }

  /** Whether anything in a type is explained somewhere. */
  leads(text: string): boolean {
    return this.type(text) !== code(text);
  }

  /** Prose with its `{@link …}` as links. */
  prose(text: string): string {
    return text.replace(/\{@link(?:code|plain)?\s+([^\s|}]+)\s*\|?\s*([^}]*)\}/g, (_, name: string, label: string) => {
      const target = /^https?:/.test(name) ? name : this.#target(name);
      const shown = label === "" || label === name ? code(name) : label.trim();
      return target === undefined ? shown : `[${shown}](${target})`;
    });
  }

  #target(name: string): string | undefined {
    const targets = this.#targets.get(name);
    const own = targets?.get(this.#page);
    if (own !== undefined) return `#${own}`;
    const [other, ...more] = targets ?? [];
    return other === undefined || more.length > 0 ? undefined : `${other[0]}.md#${other[1]}`;
  }
}
