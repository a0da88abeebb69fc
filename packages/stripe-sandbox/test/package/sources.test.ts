import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesIn } from './circles.ts';

const SOURCES = join(import.meta.dirname, '../../src');
/** What the bundle may contain, and the SDK, which whoever uses the types or the validator has. */
const PACKAGES = ['@hono/node-server', 'ajv', 'hono', 'stripe', 'zod'];

const files = new Map(
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(SOURCES, name), 'utf8')]),
);

/** Two files that need each other, and one that they both need. */
const PLANTED = new Map([
  ['a/routes.ts', "import { create } from './create.ts';\nexport type Input = string;"],
  ['a/create.ts', "import type { Input } from './routes.ts';\nimport { c } from '../c.ts';"],
  ['c.ts', "import { readFileSync } from 'node:fs';"],
]);

describe('the sources', () => {
  it('import each other in one direction, types included', () => {
    expect(files.size).toBeGreaterThan(150);
    expect(circlesIn(files)).toEqual([]);
  });

  it('need the packages that are bundled, the SDK, and nothing above their own folder', () => {
    const named = new Set<string>();
    for (const [path, source] of files) {
      const up = '../'.repeat(path.split('/').length);
      expect(source, path).not.toContain(`'${up}`);
      for (const [, specifier = ''] of source.matchAll(/\bfrom '([^.'][^']*)'/g)) {
        if (!specifier.startsWith('node:')) named.add(/^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '');
      }
    }
    expect([...named].sort()).toEqual(PACKAGES);
  });
});

describe('the finder of circles', () => {
  it('finds one that a type closes', () => {
    expect(circlesIn(PLANTED)).toEqual([['a/create.ts', 'a/routes.ts']]);
  });

  it('finds none where the type has a file of its own', () => {
    const mended = new Map(PLANTED)
      .set('a/params.ts', 'export type Input = string;')
      .set('a/create.ts', "import type { Input } from './params.ts';\nimport { c } from '../c.ts';");
    expect(circlesIn(mended)).toEqual([]);
  });

  it('tells circles apart, finds long ones, and a file that imports itself', () => {
    const ring = (name: string, length: number): [string, string][] =>
      Array.from({ length }, (_, n) => [`${name}${n}.ts`, `import './${name}${(n + 1) % length}.ts';`]);
    const found = circlesIn(new Map([...ring('a', 3), ...ring('b', 2), ...ring('c', 1)]));
    expect(found.map((circle) => circle.join(' '))).toEqual(['a0.ts a1.ts a2.ts', 'b0.ts b1.ts', 'c0.ts']);
  });
});
