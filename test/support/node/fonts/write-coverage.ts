import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../../scripts/tools.ts';
import { coverageOfFonts } from './coverage.ts';

/** Writes down which characters our fonts have, after a font was added or changed: `npm run fonts:coverage`. */
const ranges = await coverageOfFonts();
const lines = ranges.match(/.{1,96}(?: |$)/g) ?? [];
await writeFile(
  join(ROOT, 'src/domain/document/coverage.ts'),
  `/** The characters that the fonts of PDFs have: written by \`npm run fonts:coverage\`, whose code says how to read it. */
export const COVERAGE = [
${lines.map((line) => `  '${line.trim()}',`).join('\n')}
].join(' ');
`,
);
