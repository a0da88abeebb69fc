import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateSchema } from './stripe-schema/generate.ts';

/*
 * Writes schema/stripe-<version>.json: what the types of the installed stripe package say of requests and
 * answers. Run it after the package has changed; the file of another version goes.
 */
const folder = join(import.meta.dirname, '..', 'schema');
const schema = generateSchema();
const name = `stripe-${schema.sdk}.json`;
const text = `${JSON.stringify(schema)}\n`;
await mkdir(folder, { recursive: true });
for (const file of await readdir(folder)) {
  if (/^stripe-.*\.json$/.test(file) && file !== name) await rm(join(folder, file));
}
await writeFile(join(folder, name), text);
const { operations, $defs } = schema;
console.log(
  `schema/${name}: ${operations.length} operations, ${Object.keys($defs).length} types, ${Math.round(text.length / 1024)} KB`,
);
