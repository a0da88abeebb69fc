import { describe, expect, it } from 'vitest';
import { circlesOf } from '../support/node/circles.ts';

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
