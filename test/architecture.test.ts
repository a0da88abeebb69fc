import { describe, expect, it } from 'vitest';
import { circlesOf } from './support/node/circles.ts';
import { packagesEvaluated } from './support/node/evaluated.ts';
import { misdirectedImports } from './support/node/layers.ts';
import { upwardImports } from './support/node/rooms.ts';
import { readTree } from './support/node/source-tree.ts';
import { strayWrites } from './support/node/stray-writes.ts';
import { thisMachine, untidiness } from './support/node/tidiness.ts';
import { misshapenVerbs } from './support/node/verbs.ts';

const repository = readTree(process.cwd());

describe('the repository', () => {
  it('was read', () => {
    expect([...repository.keys()]).toContain('test/architecture.test.ts');
    expect([...repository.keys()].some((path) => path.startsWith('src/domain/'))).toBe(true);
  });

  it('has imports that point inward only', () => {
    expect(misdirectedImports(repository)).toEqual([]);
  });

  it('has rooms of operations that use only those below them', () => {
    expect(upwardImports(repository)).toEqual([]);
  });

  it('has no circle of files, types included', () => {
    expect(circlesOf(repository)).toEqual([]);
  });

  it('writes to the database in src/db only', () => {
    expect(strayWrites(repository)).toEqual([]);
  });

  it('reads no copy of the database, which may lag: D1 gives one to a session alone', () => {
    const places = [...repository].filter(
      ([path, source]) => /^(?:src|wrangler\.toml)/.test(path) && /\bwithSession\b|d1-bookmark/.test(source),
    );
    // What wraps the binding hands the whole of its interface on.
    expect(places.map(([path]) => path).toSorted()).toEqual([
      'src/db/metered.ts',
      'src/db/unique-columns.ts',
    ]);
    expect(repository.get('src/db/database.ts')).not.toContain('withSession');
  });

  it('builds no LIKE or GLOB from input, which D1 stops at 50 bytes', () => {
    const code = [...repository].filter(([path]) => /^src\/(?:db|operations|adapters)\//.test(path));
    const patterns = code.flatMap(([path, source]) =>
      [
        ...source
          .replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, '')
          .matchAll(/\b(?:i?like|glob)\b\s*(['"`$(?][^\s)]*)/gi),
      ].map(([, pattern]) => [path, pattern]),
    );
    expect(patterns).toContainEqual(['src/operations/reconciliation/check-rows.ts', "'dispute%'"]);
    // What the code itself compares is a constant of ours.
    expect(patterns.filter(([, pattern]) => !/^'[a-z_*%]+'/.test(pattern ?? ''))).toEqual([]);
  });

  it('says in one place which connection of a merchant is active', () => {
    const says = /connections\.state(?:,\s*|\} = )'active'/;
    const places = [...repository].filter(([path, source]) => path.startsWith('src/') && says.test(source));
    expect(places.map(([path]) => path)).toEqual(['src/db/queries/active-connection.ts']);
  });

  it('evaluates no zod before the API or the portal is asked: a payer’s page waits for none of it', () => {
    const pay = [...repository.keys()].filter((path) => /^src\/routes\/pay\/.*\.tsx?$/.test(path));
    expect(pay).not.toEqual([]);
    expect(packagesEvaluated(repository, 'src/index.ts')).toContain('hono');
    for (const entry of ['src/index.ts', ...pay]) {
      const packages = [...packagesEvaluated(repository, entry)];
      expect(packages.filter((name) => name.includes('zod'))).toEqual([]);
    }
    for (const parsed of ['src/routes/portal/index.ts', 'src/routes/api/index.ts']) {
      expect([...packagesEvaluated(repository, parsed)].some((name) => name.includes('zod'))).toBe(true);
    }
  });

  it('has verbs of one shape behind its routes, jobs and effects', () => {
    expect(misshapenVerbs(repository)).toEqual([]);
  });

  it('names no machine and no package registry, and switches no test off', () => {
    expect(untidiness(repository, thisMachine())).toEqual([]);
  });
});
