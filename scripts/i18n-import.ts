import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Imported, importFile } from './i18n/import.ts';
import { registerLanguage } from './i18n/register.ts';
import { type Complaint, Unreadable } from './i18n/row.ts';

const USAGE = 'Usage: npm run i18n:import -- FILE [--partial]';
const MOST_COMPLAINTS = 50;

/** Prints the problem and the usage, and exits. */
function refuse(sentence: string): never {
  console.error(`${sentence}\n${USAGE}`);
  process.exit(2);
}

function argumentsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { partial: { type: 'boolean' } } });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return refuse(`${path} cannot be read.`);
  }
}

const said = (file: string, { line, sentence }: Complaint): string =>
  line === null ? `${file}: ${sentence}` : `${file}, line ${line}: ${sentence}`;

function report(
  file: string,
  { language, complaints, taken, kept, written, isNew }: Imported,
  partial: boolean,
) {
  for (const complaint of complaints.slice(0, MOST_COMPLAINTS)) console.error(said(file, complaint));
  const more = complaints.length - MOST_COMPLAINTS;
  if (more > 0) console.error(`… and ${more} more.`);
  if (complaints.length > 0 && !partial) {
    console.error('Nothing was written. With --partial, the lines that are right are taken.');
    return;
  }
  if (kept > 0) console.log(`Empty cells: ${kept}. Their texts stay as they are.`);
  console.log(
    written.length === 0
      ? `All ${taken} texts were in place already: nothing was written.`
      : `Written in src/views/i18n/${language}: ${written.join(', ')}.`,
  );
  if (complaints.length > 0) {
    if (isNew) console.log('The language is not offered before it has every text: import the rest.');
  } else if (registerLanguage(language)) {
    console.log('The language is new, and offered on every page from the next deployment on.');
  }
}

const { values, positionals } = argumentsOf(process.argv.slice(2));
const [file] = positionals;
if (file === undefined || positionals.length > 1) refuse('Name one file.');
const partial = values.partial === true;
try {
  const imported = await importFile(bytesOf(file), partial);
  report(file, imported, partial);
  if (imported.complaints.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  console.error(said(file, { line: error.line, sentence: error.message }));
  console.error('Nothing was written.');
  process.exitCode = 1;
}
