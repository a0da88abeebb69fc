import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold what is installed, built or kept locally, none of it part of the repository. */
const NOT_OURS = ['node_modules', '.git', '.wrangler', '.quittance', 'dist', 'coverage'];
const LOCAL_FILES = ['.dev.vars', '.demo.json'];
const BINARY = /\.(?:png|jpe?g|gif|ico|pdf|ttf|otf|woff2?|gz|zip|sqlite)$/i;

/** Every text file of the repository below `folder`, by its path from the root. */
export function readTree(root: string, folder = ''): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !NOT_OURS.includes(entry.name)) {
      for (const [inner, source] of readTree(root, path)) files.set(inner, source);
    } else if (
      entry.isFile() &&
      !BINARY.test(path) &&
      !LOCAL_FILES.includes(path) &&
      !path.endsWith('.log')
    ) {
      files.set(path, readFileSync(join(root, path), 'utf8'));
    }
  }
  return files;
}
