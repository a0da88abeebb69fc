import { expect, it } from 'vitest';
import { COVERAGE } from '../../../src/domain/document/coverage.ts';
import { coverageOfFonts } from '../../support/node/fonts/coverage.ts';

it('what a draft may say is what the fonts of PDFs have', async () => {
  expect(await coverageOfFonts()).toBe(COVERAGE);
});
