import { describe, expect, it } from 'vitest';
import { ROOMS, upwardImports } from '../support/node/rooms.ts';

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
