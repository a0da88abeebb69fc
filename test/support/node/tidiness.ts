import { homedir, tmpdir } from 'node:os';
import { dirname } from 'node:path';

/** A URL whose host is a package registry or mirror: lock files and documents must work wherever they are read. */
const REGISTRY = /\/\/(?:[\w-]+\.)*(?:registry|artifactory|verdaccio|nexus)[\w-]*\.[\w.-]+/i;
const SOMEBODYS_HOME = /(?<![\w.:/-])\/(?:home|Users)\/[a-z][\w-]*\//;
const TESTS = /^(?:packages\/[^/]+\/)?test\//;
const NARROWED = /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|todo|fails|skipIf|runIf)\b/;

export interface Machine {
  readonly root: string;
  readonly home: string;
  readonly registry: string | undefined;
}

/** The machine the tests run on, whose own names must not stand in the repository. */
export function thisMachine(): Machine {
  return { root: process.cwd(), home: homedir(), registry: process.env.npm_config_registry };
}

/** Sentences about files that name a machine's paths or a registry, or tests that are switched off. */
export function untidiness(files: ReadonlyMap<string, string>, machine: Machine): readonly string[] {
  const folders = [machine.root, dirname(machine.root), machine.home].filter(
    (folder) => folder.length > 1 && folder !== tmpdir(),
  );
  // A folder right below the root may be called as a route is; with something after it, it is a path.
  const paths = folders.map((folder) => {
    const end = folder.lastIndexOf('/') === 0 ? '/' : '(?![\\w-])';
    return new RegExp(`(?<![\\w.:-])${escaped(folder)}${end}`);
  });
  const host = machine.registry === undefined ? null : hostOf(machine.registry);
  return [...files].flatMap(([path, source]) =>
    source.split('\n').flatMap((line, index) => {
      const at = `${path}:${index + 1}`;
      if (REGISTRY.test(line) || (host !== null && line.includes(host)))
        return [`${at} names a package registry`];
      if ([...paths, SOMEBODYS_HOME].some((pattern) => pattern.test(line)))
        return [`${at} names a path of a machine`];
      return TESTS.test(path) && NARROWED.test(line) ? [`${at} switches tests off`] : [];
    }),
  );
}

/** A registry on the loopback interface has no name worth hiding, and ours would match all our own links. */
function hostOf(registry: string): string | null {
  if (!URL.canParse(registry)) return null;
  const { host, hostname } = new URL(registry);
  return /^(?:localhost|127\.|\[)/.test(hostname) ? null : host;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
