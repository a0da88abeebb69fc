import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { takeScreenshots } from './screenshots.ts';

type Shot = { readonly name: string; readonly html: string };
type Exhibits = (locale: string) => readonly Shot[] | Promise<readonly Shot[]>;

// Usage: node test/support/node/preview-pages.ts FOLDER [part of a name] [locale]. Mails are called `mail-…`.
const [folder, part = '', locale = 'en'] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder for the screenshots');
const shots = [
  ...(await exhibits('test/views/dashboard/gallery.ts', 'dashboardGallery', locale)),
  ...(await exhibits('test/views/gallery.ts', 'gallery', locale)),
  ...(await exhibits('test/views/email/gallery.ts', 'allMails', locale)).map(({ name, html }) => ({
    name: `mail-${name}`,
    html,
  })),
  ...(await exhibits('test/views/email/staff-gallery.ts', 'staffMails', locale)).map(({ name, html }) => ({
    name: `mail-staff-${name}`,
    html,
  })),
].filter(({ name }) => name.includes(part));
const files = await takeScreenshots(shots, folder, ['light', 'dark', 'phone', 'phone-dark', 'print']);
console.log(`${files.length} screenshots in ${folder}`);

/** What a module shows: built first, since mails are drawn in JSX, which Node does not read. */
async function exhibits(entry: string, name: string, language: string): Promise<readonly Shot[]> {
  const cache = resolve('node_modules/.cache/preview');
  await mkdir(cache, { recursive: true });
  const outfile = `${cache}/${name}.mjs`;
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    logLevel: 'error',
    packages: 'external',
    platform: 'node',
  });
  const module: Record<string, Exhibits> = await import(pathToFileURL(outfile).href);
  await rm(outfile);
  const show = module[name];
  if (show === undefined) throw new Error(`${entry} has no ${name}`);
  return show(language);
}
