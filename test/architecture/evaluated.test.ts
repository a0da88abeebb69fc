import { describe, expect, it } from 'vitest';
import { packagesEvaluated } from '../support/node/evaluated.ts';

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
