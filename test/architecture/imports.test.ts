import { describe, expect, it } from 'vitest';
import { importsOf } from '../support/node/imports.ts';
import { misdirectedImports } from '../support/node/layers.ts';

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
