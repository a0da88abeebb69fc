import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeDeclarations } from './build/declarations.ts';
import { noticesOf } from './build/notices.ts';

/*
 * Writes dist/, which is what the package ships: JavaScript, since Node strips no types below node_modules, for any Node
 * from 20.16 on, with everything in it but the SDK; and the declarations of what it exports.
 */
const PACKAGE = join(import.meta.dirname, '..');
const ENTRIES = ['index', 'node', 'miniflare', 'validator'];
const dist = join(PACKAGE, 'dist');

await rm(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: PACKAGE,
  entryPoints: [...ENTRIES, 'cli'].map((name) => `src/${name}.ts`),
  outdir: dist,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.16',
  external: ['stripe'],
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
await writeFile(join(dist, 'NOTICES.txt'), await noticesOf(PACKAGE, Object.keys(metafile.inputs)));
await chmod(join(dist, 'cli.js'), 0o755);
await writeDeclarations(PACKAGE, dist, ENTRIES);
