import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exportLanguage, type Format } from './i18n/export.ts';
import { whyNoLanguage } from './i18n/languages.ts';

const USAGE = 'Usage: npm run i18n:export -- --to LANGUAGE [--format csv|xliff] [--out FILE]';

/** Prints the problem and the usage, and exits. */
function refuse(sentence: string): never {
  console.error(`${sentence}\n${USAGE}`);
  process.exit(2);
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        to: { type: 'string' },
        format: { type: 'string', default: 'csv' },
        out: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

const isFormat = (text: string): text is Format => text === 'csv' || text === 'xliff';

const { to, format, out } = optionsOf(process.argv.slice(2));
if (to === undefined) refuse('Say into which language: --to de.');
const why = whyNoLanguage(to);
if (why !== null) refuse(why);
if (!isFormat(format)) refuse(`“${format}” is no format: csv or xliff.`);

const file = out ?? `quittance-${to}.${format === 'csv' ? 'csv' : 'xlf'}`;
writeFileSync(file, exportLanguage(to, format));
console.log(`Everything there is to translate is in ${file}. Back with it: npm run i18n:import -- ${file}`);
