import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coverageOfFonts } from './fonts/coverage.ts';
import { ROOT } from './tools.ts';

/** Writes down which characters our fonts have, after a font was added or changed: `npx node scripts/font-coverage.ts`. */
const ranges = await coverageOfFonts();
const lines = ranges.match(/.{1,96}(?: |$)/g) ?? [];
await writeFile(
  join(ROOT, 'src/domain/document/coverage.ts'),
  `/** The characters that the fonts of PDFs have: written by \`scripts/font-coverage.ts\`, which says how to read it. */
export const COVERAGE = [
${lines.map((line) => `  '${line.trim()}',`).join('\n')}
].join(' ');
`,
);
