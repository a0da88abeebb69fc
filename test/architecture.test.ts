import { describe, expect, it } from 'vitest';
import { circlesOf } from './support/node/circles.ts';
import { packagesEvaluated } from './support/node/evaluated.ts';
import { importsOf } from './support/node/imports.ts';
import { misdirectedImports } from './support/node/layers.ts';
import { ROOMS, upwardImports } from './support/node/rooms.ts';
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

  it('says in one place which connection of a merchant is active', () => {
    const says = /connections\.state,\s*'active'/;
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

describe('the checker of imports', () => {
  const wrong: readonly (readonly [path: string, source: string])[] = [
    ['src/domain/a.ts', "import { sql } from 'drizzle-orm';"],
    ['src/domain/a.ts', "import { x } from '../db/x.ts';"],
    ['src/domain/a.ts', "import type { x } from '../db/x.ts';"],
    ['src/domain/a.ts', "const x = await import('../db/x.ts');"],
    ['src/domain/a.ts', "type X = import('../db/x.ts').X;"],
    ['src/domain/a.ts', "import 'node:fs';"],
    ['src/domain/a.ts', "export * from '../operations/x.ts';"],
    ['src/domain/invoice/a.ts', "import {\n  a,\n  type B,\n} from '../../views/x.tsx';"],
    ['src/operations/a.ts', "import { x } from '../adapters/stripe/client.ts';"],
    ['src/operations/a.ts', "import { x } from '../routes/x.ts';"],
    ['src/operations/a.ts', "import { x } from '../views/x.tsx';"],
    ['src/operations/a.ts', "import Stripe from 'stripe';"],
    ['src/operations/a.ts', "import Stripe from '../../node_modules/stripe/esm/stripe.js';"],
    ['src/db/a.ts', "import { x } from '../operations/x.ts';"],
    ['src/adapters/email/a.ts', "import { x } from '../stripe/x.ts';"],
    ['src/adapters/email/a.ts', "import { x } from '../../db/x.ts';"],
    ['src/adapters/pdf/a.ts', "import { x } from '../stripe/x.ts';"],
    ['src/adapters/stripe/a.ts', "import { x } from '../../views/format.ts';"],
    ['src/views/a.tsx', "import { x } from '../operations/x.ts';"],
    ['src/views/a.tsx', "import { sql } from 'drizzle-orm';"],
    ['src/routes/a.ts', "import { x } from '../db/schema/x.ts';"],
    ['src/routes/a.ts', "import { x } from '../adapters/stripe/client.ts';"],
    ['src/routes/a.ts', "import { deps } from '../deps.ts';"],
    ['src/jobs/a.ts', "import { x } from '../adapters/stripe/client.ts';"],
    ['src/app.ts', "import { x } from './adapters/stripe/client.ts';"],
    ['src/deps.ts', "import { x } from '../packages/stripe-sandbox/src/index.ts';"],
    ['src/routes/a.ts', "import { x } from '../../test/x.ts';"],
    ['src/operations/a.ts', 'const x = await import(name);'],
    ['src/helpers/a.ts', ''],
    ['src/deps.ts', "import { x } from '#stripe-sandbox';"],
    ['src/adapters/stripe/a.ts', "import { x } from 'stripe-sandbox/node';"],
    ['scripts/a.ts', "import { x } from '../packages/stripe-sandbox/src/core/ids.ts';"],
    ['packages/stripe-sandbox/src/a.ts', "import { x } from '../../../src/domain/invoice/totals.ts';"],
    ['packages/stripe-sandbox/src/a.ts', "import { x } from '../../../src/adapters/stripe/client.ts';"],
    ['packages/stripe-sandbox/src/a.ts', "import { exponent } from '../../../src/domain/currency.ts';"],
    ['packages/stripe-sandbox/test/a.ts', "import { x } from '../../../test/support/node/imports.ts';"],
    ['packages/stripe-sandbox/scripts/a.ts', "import { ROOT } from '../../../scripts/tools.ts';"],
  ];

  it.each(wrong)('refuses in %s: %s', (path, source) => {
    expect(misdirectedImports(new Map([[path, source]]))).toHaveLength(1);
  });

  const right: readonly (readonly [path: string, source: string])[] = [
    ['src/domain/invoice/a.ts', "import { money } from '../money.ts';"],
    ['src/operations/a.ts', "import type { Stripe } from '../adapters/stripe/port.ts';"],
    ['src/adapters/email/smtp/a.ts', "import { x } from '../port.ts';\nimport { y } from 'worker-mailer';"],
    ['src/routes/a.ts', "import type { Deps } from '../deps.ts';\nimport { Hono } from 'hono/tiny';"],
    ['src/deps.ts', "import { x } from './adapters/stripe/client.ts';"],
    ['src/views/email/a.ts', "import { x } from '../../../node_modules/jsx-email/dist/x.js';"],
    ['src/domain/a.ts', "// import { x } from '../db/x.ts';\n/**\n * import x from 'x'\n */"],
    ['src/domain/a.ts', 'const text = "an import from \'elsewhere\'";\nexport const from = 1;'],
    ['scripts/a.ts', "import { x } from '#stripe-sandbox/node';"],
    [
      'packages/stripe-sandbox/test/a.ts',
      "import { x } from '../src/index.ts';\nimport Stripe from 'stripe';",
    ],
  ];

  it.each(right)('lets pass in %s: %s', (path, source) => {
    expect(misdirectedImports(new Map([[path, source]]))).toEqual([]);
  });

  it('finds each way to import, with its line', () => {
    const source =
      "import a from 'a';\nimport 'b';\nexport { c } from 'c';\nimport type { D } from 'd';\nimport('e');";
    expect(importsOf(source).map(({ specifier, line }) => `${specifier} ${line}`)).toEqual(
      expect.arrayContaining(['a 1', 'b 2', 'c 3', 'd 4', 'e 5']),
    );
  });
});

describe('the checker of rooms', () => {
  it.each([
    ['src/operations/payments/a.ts', "import { x } from '../checkout/b.ts';"],
    ['src/operations/payments/a.ts', "import type { X } from '../checkout/b.ts';"],
    ['src/operations/core/a.ts', "export type { X } from '../facts/b.ts';"],
    ['src/operations/facts/a.ts', "const x = await import('../resources/b.ts');"],
    ['src/operations/invoices/a.ts', "type X = import('../schedules/b.ts').X;"],
    ['src/operations/core/a.ts', "import { x } from '../cellar/b.ts';"],
    ['src/operations/cellar/a.ts', ''],
    ['src/operations/a.ts', ''],
    ['src/operations/core/deep/a.ts', ''],
  ])('refuses in %s: %s', (path, source) => {
    expect(upwardImports(new Map([[path, source]]))).toHaveLength(1);
  });

  it.each([
    ['src/operations/checkout/a.ts', "import { x } from '../payments/b.ts';"],
    ['src/operations/checkout/a.ts', "import { x } from './b.ts';"],
    ['src/operations/core/a.ts', "import { x } from '../../db/commit.ts';"],
    ['src/operations/core/a.ts', "// import { x } from '../portal/b.ts';"],
    ['src/routes/a.ts', "import { x } from '../operations/portal/b.ts';"],
  ])('lets pass in %s: %s', (path, source) => {
    expect(upwardImports(new Map([[path, source]]))).toEqual([]);
  });

  it('knows a room once', () => {
    expect(new Set(ROOMS.map(([room]) => room)).size).toBe(ROOMS.length);
  });
});

describe('the checker of circles', () => {
  const tree = (...files: readonly (readonly [string, string])[]) => new Map(files);

  it('finds a circle of types', () => {
    const planted = tree(
      ['src/domain/a.ts', "import type { B } from './b.ts';"],
      ['src/domain/b.ts', "import type { C } from './deep/c.ts';"],
      ['src/domain/deep/c.ts', "export type { A } from '../a.ts';"],
      ['src/domain/d.ts', "import { a } from './a.ts';"],
    );
    expect(circlesOf(planted)).toEqual([['src/domain/a.ts', 'src/domain/b.ts', 'src/domain/deep/c.ts']]);
  });

  it('finds one of two files, one of a file alone, and two apart', () => {
    const planted = tree(
      ['packages/x/a.ts', "import('./b.ts');"],
      ['packages/x/b.ts', "import './a.ts';"],
      ['test/c.ts', "type C = import('./c.ts').C;"],
    );
    expect(circlesOf(planted)).toEqual([['packages/x/a.ts', 'packages/x/b.ts'], ['test/c.ts']]);
  });

  it('lets two ways to one file pass', () => {
    const planted = tree(
      ['a.ts', "import './b.ts';\nimport './c.ts';"],
      ['b.ts', "import './d.ts';"],
      ['c.ts', "import './d.ts';"],
      ['d.ts', "import 'a.ts';"],
    );
    expect(circlesOf(planted)).toEqual([]);
  });
});

describe('the checker of writes', () => {
  const inside = (body: string) =>
    new Map([
      ['src/operations/core/a.ts', `export async function f(ctx: Context, db: Database) {\n${body}\n}`],
    ]);

  it.each([
    'await ctx.db.update(invoices).set({ paid: true }).where(eq(invoices.id, id));',
    'await ctx.db\n  .update(invoices)\n  .set({ paid: true });',
    'const [row] = await ctx.db.insert(alarms).values(row).returning();',
    'const [row] = await (ctx.db.delete(alarms).where(old));',
    'return ctx.db.delete(alarms).where(old);',
    'const write = async () => db.delete(alarms);',
    'void ctx.db.delete(alarms).run();',
    'ctx.db.delete(alarms).then(() => {});',
    'await (late ? ctx.db.delete(alarms) : nothing);',
    'await ctx.db.batch([ctx.db.insert(alarms).values(row)]);',
    'await ctx.db.batch([selectHead(ctx.db, stream), ctx.db.update(invoices).set(columns)]);',
    'await ctx.db.batch([selectHead(ctx.db, stream), ...rows]);',
    'await ctx.db.batch(statements);',
    'await ctx.db.batch([insertInvoice(ctx.db, row)]);',
    'await ctx.db.run(sql`delete from alarms`);',
    "await env.DB.prepare('delete from alarms');",
    "await env.DB.exec('delete from alarms');",
  ])('refuses %s', (body) => {
    expect(strayWrites(inside(body))).toHaveLength(1);
  });

  it.each([
    'return commitChange(ctx, { rows: [ctx.db.update(invoices).set({ paid: true })] });',
    'const rows = [ctx.db.insert(alarms).values(row)];',
    'const [found] = await ctx.db.select().from(invoices);',
    'const [[a], b] = await ctx.db.batch([selectHead(ctx.db, s), ctx.db.select().from(invoices)]);',
    'await ctx.db.batch([db.select({ id: invoices.id }).from(invoices), db.selectDistinct().from(alarms)]);',
    'names.delete(name); await cache.delete(key);',
    'const build = (at: number) => ctx.db.update(invoices).set({ at });',
    '// await ctx.db.delete(alarms);',
  ])('lets pass %s', (body) => {
    expect(strayWrites(inside(body))).toEqual([]);
  });

  it('watches routes, jobs and wiring, and leaves src/db alone', () => {
    const source = 'export const f = async (db: Database) => { await db.delete(alarms); };';
    const found = (path: string) => strayWrites(new Map([[path, source]])).length;
    const paths = ['src/routes/a.ts', 'src/jobs/a.ts', 'src/index.ts', 'src/db/writes/a.ts', 'test/a.ts'];
    expect(paths.map(found)).toEqual([1, 1, 1, 0, 0]);
  });
});

describe('the finder of what is evaluated', () => {
  const evaluated = (source: string): readonly string[] => {
    const files = new Map([
      ['src/pay.ts', source],
      ['src/form.ts', "import { z } from 'zod';"],
      ['src/again.ts', "export * from './form.ts';\nimport { a } from './pay.ts';"],
    ]);
    return [...packagesEvaluated(files, 'src/pay.ts')];
  };

  it.each([
    "import { z } from 'zod';",
    "import 'zod';",
    "import { type A, z } from 'zod/mini';",
    "import { form } from './form.ts';",
    "export { form } from './again.ts';",
    "import './again.ts';",
  ])('sees zod behind %s', (source) => {
    expect(evaluated(source)).toEqual(['zod']);
  });

  it.each([
    "import type { z } from 'zod';",
    "import type { Form } from './form.ts';",
    "const { form } = await import('./again.ts');",
    "// import { z } from 'zod';",
  ])('sees none behind %s', (source) => {
    expect(evaluated(source)).toEqual([]);
  });
});

describe('the checker of verbs', () => {
  const OUTCOME = "import type { Outcome } from '../../domain/outcome.ts';\n";
  const check = (verb: string, caller = 'src/routes/a.ts') =>
    misshapenVerbs(
      new Map([
        [caller, "import { act } from '../operations/invoices/act.ts';"],
        ['src/operations/invoices/act.ts', `${OUTCOME}${verb}`],
      ]),
    );

  it.each([
    'export const act = (ctx: Context, scope: Scope, ask: Ask): Promise<Outcome<null>> => go(ctx);',
    'export async function act(scope: Scope): Promise<Outcome<null>> {}',
    "export async function act(ctx: Context, ask: Ask): Promise<'done' | 'not_found'> {}",
    'export async function act(ctx: Context, ask: Ask): Promise<Outcome<null> | null> {}',
    'export async function act(ctx: Context, ask: Ask) {}',
    "type Acted = { readonly kind: 'acted' };\nexport const act = (ctx: Context): Promise<Acted> => go(ctx);",
  ])('refuses: %s', (verb) => {
    expect(check(verb)).toHaveLength(1);
    expect(check(verb, 'src/jobs/a.ts')).toHaveLength(1);
  });

  it.each([
    'export const act = (ctx: Context, { scope }: Scoped<Ask>): Promise<Outcome<null>> => go(ctx);',
    'export async function act(ctx: Context): Promise<Done<number> | Refused> {}',
    'type Acted = Outcome<null>;\nexport async function act(ctx: Context): Promise<Acted> {}',
    'const go = (ctx: Context): Promise<Outcome<null>> => x;\nexport function act(ctx: Context): ReturnType<typeof go> {}',
    'export type act = string;',
  ])('lets pass: %s', (verb) => {
    expect(check(verb)).toEqual([]);
  });
});

describe('the checker of tidiness', () => {
  const machine = {
    root: '/srv/code/quittance',
    home: '/var/somebody',
    registry: 'http://packages.test:99/',
  };
  // Put together here, so that this file does not contain what it looks for.
  const narrowed = ['it', 'only'].join('.');
  const skipped = ['describe', 'concurrent', 'skip'].join('.');
  const registry = ['https:', '', 'registry.example.test', 'x.tgz'].join('/');
  const home = ['', 'home', 'ada', 'notes'].join('/');

  it.each([
    ['docs/a.md', 'see /srv/code/quittance/docs'],
    ['docs/a.md', 'see /srv/code for the rest'],
    ['docs/a.md', 'file:///var/somebody/notes'],
    ['docs/a.md', `see ${home}`],
    ['package-lock.json', `"resolved": "${registry}"`],
    ['.npmrc', 'registry=http://packages.test:99/'],
    ['test/a.test.ts', `${narrowed}('works', () => {});`],
    ['test/a.test.ts', `${skipped}('works', () => {});`],
    ['packages/a/test/a.test.ts', `${narrowed}('works', () => {});`],
  ])('refuses in %s: %s', (path, line) => {
    expect(untidiness(new Map([[path, line]]), machine)).toHaveLength(1);
  });

  it.each([
    ['docs/a.md', 'GET https://example.test/srv/codes and /src/index.ts'],
    ['src/a.ts', 'the registry of currencies; list.only(1)'],
  ])('lets pass in %s: %s', (path, line) => {
    expect(untidiness(new Map([[path, line]]), machine)).toEqual([]);
  });
});
