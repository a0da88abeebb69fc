import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './tools.ts';

/** Which packages wrangler replaces in the bundle, and by which file: the section `[alias]` of wrangler.toml. */
export function aliases(): ReadonlyMap<string, string> {
  const settings = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
  const [, section = ''] = /^\[alias\]\n((?:[^[\n][^\n]*\n)*)/m.exec(settings) ?? [];
  const entries = [...section.matchAll(/^(?:"([^"]+)"|([\w-]+))\s*=\s*"([^"]+)"/gm)];
  return new Map(entries.map(([, quoted, bare, file = '']) => [quoted ?? bare ?? '', join(ROOT, file)]));
}

/** The same for a bundle that esbuild makes without wrangler. */
export function aliasPlugin(): Plugin {
  const known = aliases();
  return {
    name: 'aliases of wrangler.toml',
    setup({ onResolve }) {
      onResolve({ filter: /^[\w@][\w@/-]*$/ }, ({ path }) => {
        const file = known.get(path);
        return file === undefined ? null : { path: file };
      });
    },
  };
}
