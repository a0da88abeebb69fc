import { expect, it } from 'vitest';
import { coverageOfFonts } from '../../scripts/fonts/coverage.ts';
import { COVERAGE } from '../../src/domain/document/coverage.ts';

it('what a draft may say is what the fonts of PDFs have', async () => {
  expect(await coverageOfFonts()).toBe(COVERAGE);
});
